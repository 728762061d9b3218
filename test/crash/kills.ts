import { parseArgs } from 'node:util';
import { killed, undisturbed } from './killed-sweep.ts';

const USAGE = `node test/crash/kills.ts [--sweeps N] [--seed TEXT]
Kills sweeps at random moments, up to six times each, lets them go on, and compares what they write in the end with
what an undisturbed one writes.`;

const { values: options } = parseArgs({
  options: {
    sweeps: { type: 'string', default: '20' },
    seed: { type: 'string', default: 'kills' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const { milliseconds, bytes } = await undisturbed();
  let equal = 0;
  let kills = 0;
  for (let i = 0; i < Number(options.sweeps); i++) {
    const sweep = await killed(`${options.seed} ${i}`, milliseconds);
    const isEqual = sweep.bytes === bytes && sweep.files.length === 1;
    equal += isEqual ? 1 : 0;
    kills += sweep.kills;
    console.log(`${isEqual ? 'equal' : 'OTHER'}  killed ${sweep.kills} times, lines left: ${sweep.left.join(', ')}`);
  }
  console.log(`${equal} of ${options.sweeps} sweeps wrote the same bytes, ${kills} kills, seed ${options.seed}`);
  if (equal < Number(options.sweeps)) process.exitCode = 1;
}

if (options.help) console.log(USAGE);
else await main();
