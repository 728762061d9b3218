import { type DynoType, defaultWorkers, dynos } from '@dynosim/models';

const BUILDPACKS = ['python', 'nodejs', 'php'] as const;
/** Compute units of a vCPU: Performance-L has 50 and 8. Assumed for shared types, which have no documented vCPU. */
const UNITS = 50 / 8;

/** What buildpacks start on every type for which it is known, and how many times its vCPU that is. Types that are alike share a line. */
export function defaultTable(): string[] {
  const names = new Map<string, string[]>();
  const known = dynos.filter((dyno) => defaultWorkers(['python'], dyno) !== undefined);
  for (const dyno of known) {
    const cells = cellsOf(dyno);
    names.set(cells, [...(names.get(cells) ?? []), dyno.name]);
  }
  return [
    '| type | memory [MB] | vCPU | Python | Node.js | PHP |',
    '|---|---|---|---|---|---|',
    ...Array.from(names, ([cells, alike]) => `| ${alike.join(', ')} | ${cells} |`),
  ];
}

function cellsOf(dyno: DynoType): string {
  const vcpu = dyno.vcpu ?? (dyno.compute?.burst ?? Number.NaN) / UNITS;
  const said = dyno.isDedicated ? `${vcpu}` : `at most ${vcpu.toFixed(2)}`;
  const cells = BUILDPACKS.map((name) => {
    const { workers } = defaultWorkers([name], dyno)!;
    return `${workers} (${(workers / vcpu).toFixed(1)}x)`;
  });
  return [dyno.memory, said, ...cells].join(' | ');
}
