import { Order, ProcessorSharing, Simulation, Streams } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';
import { applyConditions, type CpuConditions, steadyCpu } from './cpu-conditions.ts';
import { meanSpeed } from './cpu-noise.ts';

/** One machine of a core whose jobs come one after another, and when each was done. */
function machine(conditions: Partial<CpuConditions>, works: readonly number[], cores = 1) {
  const simulation = new Simulation();
  const ends: number[] = [];
  const completion = simulation.on('completion', () => station.complete(), Order.departure);
  const station: ProcessorSharing = new ProcessorSharing(simulation, completion, 0, cores, (job) => {
    ends.push(simulation.now);
    if (job + 1 < works.length) station.add(job + 1, works[job + 1]!);
  });
  applyConditions(simulation, new Streams('1', 0), [station], { ...steadyCpu(cores), ...conditions });
  station.add(0, works[0]!);
  simulation.run(Number.POSITIVE_INFINITY);
  return { ends, station, now: simulation.now };
}

describe('a quota', () => {
  const quota = { budget: 0.05, period: 0.1 };

  it('lets work run at full speed until its budget is used up, then makes it wait for the next period', () => {
    const { ends } = machine({ quota }, [0.02, 0.08]);
    expect(ends[0]).toBeCloseTo(0.02, 9);
    expect(ends[1]! - 0.1).toBeGreaterThan(0.04);
    expect(ends[1]! - 0.1).toBeLessThan(0.16);
  });

  it('gives its share of the time in the long run, and never more than a budget in a period', () => {
    const { ends, station } = machine({ quota }, new Array(500).fill(0.01));
    expect(station.workGiven()).toBeCloseTo(5, 9);
    expect(ends.at(-1)!).toBeGreaterThan(9.8);
    expect(ends.at(-1)!).toBeLessThan(10.1);
    for (const end of ends) expect(ends.filter((e) => e > end && e <= end + 0.0999).length).toBeLessThanOrEqual(10);
  });

  it('is no limit to who wants less', () => {
    expect(machine({ quota: { budget: 0.2, period: 0.1 } }, [1]).ends[0]).toBeCloseTo(1, 9);
  });
});

describe('neighbours', () => {
  it('take the share of the core that their shares say', () => {
    const neighbours = [{ shares: 3072, on: 0, off: 0 }];
    expect(machine({ neighbours }, [1]).ends[0]).toBeCloseTo(4, 9);
  });

  it('leave the core alone while they rest', () => {
    const neighbours = [{ shares: 1024, on: 0.5, off: 1.5 }];
    const { ends } = machine({ neighbours }, new Array(1000).fill(0.1));
    expect(ends.at(-1)! / 100).toBeGreaterThan(1.12);
    expect(ends.at(-1)! / 100).toBeLessThan(1.17);
  });

  it('use one core each, however many shares they have', () => {
    const neighbours = [{ shares: 100_000, on: 0, off: 0 }];
    expect(machine({ neighbours }, [1], 4).ends[0]).toBeCloseTo(1, 9);
  });
});

describe('noise', () => {
  it('makes half of the work slower and half of it faster, and ends with the work', () => {
    const noise = { host: 'any', lasting: 0, drift: 0.2, driftTime: 1, jitter: 0.2, jitterTime: 0.1 } as const;
    const { ends, now } = machine({ noise }, new Array(20_000).fill(0.1));
    const times = ends.map((end, i) => end - (ends[i - 1] ?? 0));
    const logs = times.map(Math.log).sort((a, b) => a - b);
    const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
    const sd = Math.sqrt(logs.reduce((a, b) => a + (b - mean) ** 2, 0) / logs.length);
    // Jobs as long as the jitter holds: within a job its slow moments count more than its fast ones.
    expect(logs[logs.length / 2]! - Math.log(0.1)).toBeGreaterThan(-0.01);
    expect(logs[logs.length / 2]! - Math.log(0.1)).toBeLessThan(0.03);
    expect(sd).toBeGreaterThan(0.2);
    expect(sd).toBeLessThan(0.28);
    expect(now).toBeLessThan(ends.at(-1)! + 1);
  });

  it('leaves the median of short work as it is, and makes the core a little slower in the long run', () => {
    const noise = { host: 'any', lasting: 0, drift: 0.2, driftTime: 1, jitter: 0.3, jitterTime: 0.1 } as const;
    const { ends } = machine({ noise }, new Array(400_000).fill(0.001));
    const times = Float64Array.from(ends, (end, i) => end - (ends[i - 1] ?? 0)).sort();
    expect(Math.abs(times[200_000]! / 0.001 - 1)).toBeLessThan(0.02);
    expect(400 / ends.at(-1)! / meanSpeed(noise)).toBeCloseTo(1, 1);
    expect(meanSpeed(noise)).toBeCloseTo(Math.exp(-(Math.log(1.04) + Math.log(1.09)) / 2), 9);
  });

  it('of a bad host is as slow as two standard deviations say, for ever', () => {
    const noise = { host: 'bad', lasting: 0.3, drift: 0.4, driftTime: 9, jitter: 0, jitterTime: 0.1 } as const;
    const sigma = Math.hypot(Math.sqrt(Math.log1p(0.09)), Math.sqrt(Math.log1p(0.16)));
    const { ends } = machine({ noise }, new Array(100).fill(0.1));
    expect(ends.at(-1)! / 10).toBeCloseTo(Math.exp(2 * sigma), 6);
    expect(meanSpeed(noise)).toBeCloseTo(Math.exp(-2 * sigma), 9);
  });
});
