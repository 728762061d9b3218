import { describe, expect, it } from 'vitest';
import { Order } from '../kernel/order.ts';
import { Simulation } from '../kernel/simulation.ts';
import { UniformStream } from '../random/uniform-stream.ts';
import { AmpleServers } from './ample-servers.ts';

interface Station {
  readonly simulation: Simulation;
  readonly servers: AmpleServers;
  readonly ends: Map<number, number>;
}

function station(): Station {
  const simulation = new Simulation();
  const ends = new Map<number, number>();
  const done = simulation.on(
    'done',
    (job) => {
      servers.complete(job);
      ends.set(job, simulation.now);
    },
    Order.departure,
  );
  const servers = new AmpleServers(simulation, done);
  return { simulation, servers, ends };
}

describe('AmpleServers', () => {
  it('equal their naive twin, 20 random rows: a job ends when its work is over, unless it is taken out before', () => {
    for (let seed = 0; seed < 20; seed++) {
      const stream = new UniformStream(`ample ${seed}`);
      const { simulation, servers, ends } = station();
      const jobs: { readonly from: number; to: number }[] = [];
      const given = (): number => jobs.reduce((sum, { from, to }) => sum + Math.min(to, simulation.now) - from, 0);
      for (let job = 0; job < 100; job++) {
        const work = 3 * stream.next();
        jobs.push({ from: simulation.now, to: simulation.now + work });
        servers.add(job, work);
        simulation.run(simulation.now + stream.next());
        const chosen = Math.floor(stream.next() * jobs.length);
        const isInside = jobs[chosen]!.to > simulation.now;
        const left = servers.remove(chosen);
        expect(left).toBe(isInside ? jobs[chosen]!.to - simulation.now : Number.NaN);
        if (isInside) jobs[chosen]!.to = simulation.now;
        else expect(ends.get(chosen) ?? jobs[chosen]!.to).toBe(jobs[chosen]!.to);
        expect([servers.workGiven(), servers.timeInside()].map((s) => s - given())).toEqual(
          [0, 0].map((zero) => expect.closeTo(zero, 9)),
        );
        expect(servers.length).toBe(jobs.filter(({ to }) => to > simulation.now).length);
      }
    }
  });

  it('has a server for each of a thousand jobs', () => {
    const { simulation, servers, ends } = station();
    for (let job = 0; job < 1000; job++) servers.add(job, 2);
    simulation.run(1);
    expect([servers.workGiven(), ends.size]).toEqual([1000, 0]);
    simulation.run(2);
    expect([servers.workGiven(), ends.size]).toEqual([2000, 1000]);
  });
});
