import { describe, expect, it } from 'vitest';
import { allenCunneenMeanWait, closedBounds, saturationRate, utilisationLaw } from './bounds.ts';
import { MachineRepair } from './machine-repair.ts';
import { MDc } from './mdc.ts';
import { mg1MeanWait } from './mg1.ts';
import { MMc } from './mmc.ts';

it('the utilisation law and its limit', () => {
  expect(utilisationLaw(16, 0.1, 4)).toBeCloseTo(0.4, 12);
  expect(saturationRate(0.1, 4)).toBeCloseTo(40, 12);
});

describe('the bounds of a closed loop', () => {
  it.each([1, 2, 6, 10, 40, 200])('hold for %i clients', (clients) => {
    for (const servers of [1, 3, 10]) {
      const loop = { clients, servers, serviceTime: 0.2, thinkTime: 1 };
      const { throughput, response } = closedBounds(loop);
      const exact = new MachineRepair(loop);
      const slack = 1e-12;
      expect(exact.throughput).toBeLessThanOrEqual(throughput.high * (1 + slack));
      expect(exact.throughput).toBeGreaterThanOrEqual(throughput.low * (1 - slack));
      expect(exact.meanResponse).toBeLessThanOrEqual(response.high * (1 + slack));
      expect(exact.meanResponse).toBeGreaterThanOrEqual(response.low * (1 - slack));
    }
  });

  it('meet at the knee', () => {
    expect(closedBounds({ clients: 10, servers: 1, serviceTime: 0.2, thinkTime: 1 }).knee).toBeCloseTo(6, 12);
  });
});

describe('the approximation of Allen and Cunneen', () => {
  const station = { servers: 4, arrivalRate: 32, serviceTime: 0.1 };

  it('is exact for M/M/c and M/G/1', () => {
    expect(allenCunneenMeanWait(station, 1, 1)).toBeCloseTo(new MMc(station).meanWait, 12);
    const single = { servers: 1, arrivalRate: 8, serviceTime: 0.1 };
    expect(allenCunneenMeanWait(single, 1, 2)).toBeCloseTo(mg1MeanWait({ ...single, cv: 2 }), 12);
  });

  it('is within 10 % for M/D/4', () => {
    expect(Math.abs(allenCunneenMeanWait(station, 1, 0) / new MDc(station).meanWait - 1)).toBeLessThan(0.1);
  });
});
