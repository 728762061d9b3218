import { lognormalStation } from './kiefer-wolfowitz.ts';

for (const load of process.argv[2]!.split(',').map(Number)) {
  const t = performance.now();
  console.log(
    load,
    JSON.stringify(lognormalStation(4, load, Number(process.argv[3]))),
    ((performance.now() - t) / 1000).toFixed(1),
  );
}
