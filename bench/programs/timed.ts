/** What a program tells about one timed repetition, as one JSON line on stdout. */
export interface Repetition {
  readonly requests: number;
  readonly cpuSeconds: number;
  readonly eventsPerRequest: number | null;
  /** High-water mark of the process so far [MiB]. */
  readonly peakMb: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What the simulation itself finds out; times in seconds. */
export interface Findings {
  readonly requests: number;
  readonly eventsPerRequest: number | null;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/**
 * Runs a simulation REQUESTS SEED WARM_UPS REPETITIONS from the command line. Processor time instead of wall-clock
 * time, because neighbours on the machine delay a program but are not charged to it.
 */
export function timed(simulate: (requests: number, seed: number) => Findings): void {
  const [requests, seed, warmUps, repetitions] = process.argv.slice(2).map(Number) as [number, number, number, number];
  for (let i = 0; i < warmUps + repetitions; i++) {
    const start = process.cpuUsage();
    const findings = simulate(requests, 1000 * seed + i);
    const { user, system } = process.cpuUsage(start);
    const peakMb = process.resourceUsage().maxRSS / 1024;
    const repetition: Repetition = { ...findings, cpuSeconds: (user + system) / 1e6, peakMb };
    if (i >= warmUps) process.stdout.write(`${JSON.stringify(repetition)}\n`);
  }
}
