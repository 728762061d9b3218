import fc from 'fast-check';

/** What disturbs the CPU; times as multiples of the mean service time. */
export type CpuIngredients =
  | { readonly kind: 'quota'; readonly share: number; readonly period: number }
  | { readonly kind: 'neighbours'; readonly shares: number; readonly neighbours: readonly NeighbourIngredients[] }
  | { readonly kind: 'noise'; readonly lasting: number; readonly drift: number; readonly jitter: number }
  | { readonly kind: 'dyno'; readonly dyno: string; readonly noise: string };

interface NeighbourIngredients {
  readonly shares: number;
  readonly on: number;
  readonly off: number;
}

const neighbour: fc.Arbitrary<NeighbourIngredients> = fc.record({
  shares: fc.constantFrom(200, 1024, 3072),
  on: fc.constantFrom(0.37, 2.9, 17),
  off: fc.constantFrom(0, 0, 0.71, 5.3),
});

const quota = fc.record({
  kind: fc.constant('quota' as const),
  share: fc.constantFrom(0.11, 0.4, 0.9, 1),
  period: fc.constantFrom(0.1303, 0.9017, 4.0171),
});

const neighbours = fc.record({
  kind: fc.constant('neighbours' as const),
  shares: fc.constantFrom(1024, 2048),
  neighbours: fc.array(neighbour, { minLength: 1, maxLength: 3 }),
});

const noise = fc.record({
  kind: fc.constant('noise' as const),
  lasting: fc.constantFrom(0, 0.2, 1),
  drift: fc.constantFrom(0, 0.3, 1),
  jitter: fc.constantFrom(0, 0.2, 1),
});

const dyno = fc.record({
  kind: fc.constant('dyno' as const),
  dyno: fc.constantFrom('standard-1x', 'performance-m', 'dyno-1c-0.5gb', 'dyno-2c-1gb'),
  noise: fc.constantFrom('none', 'typical', 'bad-neighbour'),
});

/** Steady cores in two thirds of all cases. */
export const cpuIngredients: fc.Arbitrary<CpuIngredients | undefined> = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 8 },
  { arbitrary: fc.oneof(quota, neighbours, noise, dyno), weight: 4 },
);

/** Any but steady cores. */
export const unsteadyCpu: fc.Arbitrary<CpuIngredients> = fc.oneof(quota, neighbours, noise, dyno);

/** Twenty turns of a lock are a period of Fir's quota, and eighteen its budget: which comes first would be rounding. */
export function withoutFir(cpu: CpuIngredients | undefined): CpuIngredients | undefined {
  return cpu?.kind === 'dyno' && cpu.dyno.startsWith('dyno-') ? undefined : cpu;
}

/** The keys of a scenario that say it, for requests of this mean service time [s], instead of steady cores. */
export function cpuDocument(cpu: CpuIngredients | undefined, service: number): { cpu?: object; dyno?: string } {
  const s = (factor: number): string => `${factor * service}s`;
  switch (cpu?.kind) {
    case undefined:
      return {};
    case 'quota':
      return { cpu: { quota: `${100 * cpu.share}%`, 'quota-period': s(cpu.period) } };
    case 'neighbours':
      return {
        cpu: {
          shares: cpu.shares,
          neighbours: cpu.neighbours.map(({ shares, on, off }) => ({
            shares,
            ...(off === 0 ? {} : { on: s(on), off: s(off) }),
          })),
        },
      };
    case 'noise': {
      const cv = (share: number): string => `${100 * share}%`;
      const { lasting, drift, jitter } = cpu;
      const times = { 'drift-time': s(7), 'jitter-time': s(0.3) };
      return { cpu: { noise: { lasting: cv(lasting), drift: cv(drift), jitter: cv(jitter), ...times } } };
    }
    case 'dyno':
      return { dyno: cpu.dyno, cpu: { noise: cpu.noise } };
  }
}
