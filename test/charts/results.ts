import type { Figure, Result } from '@dynosim/models';

/** Whatever a test wants to be different. */
export interface Wanted {
  readonly name?: string;
  readonly count?: number;
  readonly slo?: readonly string[];
  readonly replications?: number;
  readonly bottleneck?: number | null;
  readonly failed?: number;
}

/**
 * A result as a document, out of a formula and not out of the simulator: pictures of it change when the charts change
 * and at no other time. Response times grow as 1 / (1 - load / limit), each dyno gives out at 40/s.
 */
export function resultAt(load: number, wanted: Wanted = {}): Result {
  const { name = 'Shop', count = 2, slo = ['p95 < 500ms', 'errors < 0.1%'], replications = 40, failed = 0 } = wanted;
  const limit = 40 * count;
  const isSaturated = load >= limit;
  const times = (base: number): Figure =>
    isSaturated ? NONE : spread(base / (1 - load / limit), replications, load / limit);
  const latencyMs = {
    mean: times(70),
    sd: times(60),
    p50: times(50),
    p90: times(110),
    p95: times(150),
    p99: times(240),
  };
  const bound = wanted.bottleneck === undefined ? limit : wanted.bottleneck;
  const document = {
    dynosim: '0.1.0',
    scenario: scenario(load, name, count, slo),
    seed: '1',
    fingerprint: '0',
    horizon: 'steady',
    verdict: isSaturated ? 'saturated' : 'ok',
    confidence: 0.95,
    replications,
    requests: { arrived: 1000, completed: 1000, failed: 0, inFlight: 0 },
    offeredPerSecond: load,
    latencyMs: { ...latencyMs, p999: times(400), max: isSaturated ? null : 900 },
    errors: { rate: spread(failed, 1, 0), codes: { H12: failed * 1000, refused: 0 } },
    slo: slo.map((rule) => ({ rule, value: NONE, holds: failed > 0 && rule.startsWith('errors') ? 'no' : 'yes' })),
    bottleneck: bound === null ? null : { resource: 'workers', utilisation: 0.5, limitPerSecond: bound },
    sustainableRate: isSaturated ? limit : null,
  };
  return document as unknown as Result;
}

function scenario(load: number, name: string, count: number, slo: readonly string[]): object {
  return {
    version: 1,
    name,
    web: { cores: 4, count, speed: 1 },
    server: { name: 'gunicorn', workers: 4 },
    requests: [{ name: 'page', weight: 1, phases: [{ cpu: '5ms' }] }],
    traffic: { rate: `${load}/s`, arrivals: 'poisson' },
    slo,
    run: { seed: '1' },
  };
}

const NONE: Figure = { value: null, low: null, high: null };

/** Intervals widen with the load. */
function spread(value: number, replications: number, load: number): Figure {
  if (replications === 1) return { value, low: null, high: null };
  const half = value * (0.01 + 0.09 * load);
  return { value, low: value - half, high: value + half };
}

/** The same design at many loads, beyond its limit too. */
export function sweep(wanted: Wanted = {}): Result[] {
  return [10, 20, 30, 40, 50, 55, 60, 65, 70, 75, 85].map((load) => resultAt(load, wanted));
}

/** Memory of a dyno of 512 MB, a look a bin [MB]; killed above twice that unless the kernel kills workers. */
export function remembering(
  looks: readonly (number | null)[],
  wanted: { peak?: number; kernel?: boolean } = {},
): Result {
  const known = looks.flatMap((mb) => mb ?? []);
  const r14Runs = known.some((mb) => mb > 512) ? 40 : 0;
  const after = { r14AfterSeconds: NONE, r15AfterSeconds: NONE, r14Runs, r15Runs: 0 };
  const peak = wanted.peak ?? Math.max(...known);
  return {
    ...resultAt(40),
    counts: { memoryKill: wanted.kernel ? 3 : 0 },
    memoryMb: { quota: 512, killAbove: wanted.kernel ? null : 1024, peak, ...after },
    series: { t: looks.map((_, i) => 100 * (i + 1)), memoryMb: looks },
  } as unknown as Result;
}

/** 300 MB after a restart, and so many more a bin until more than 1024 MB are seen. */
export function sawTooth(perBin: number, bins: number): (number | null)[] {
  let mb = 300;
  const looks = Array.from({ length: bins }, () => {
    const look = mb;
    mb = mb > 1024 ? 300 : mb + perBin;
    return look;
  });
  return [null, ...looks];
}
