import { createRequire } from 'node:module';
import { type Findings, timed } from './timed.ts';

const DYNOS = 10;
const WORKERS = 4;
const GAP = 1 / 300;
const SIGMA = Math.sqrt(Math.LN2);
const MU = Math.log(0.1) - 0.5 * Math.LN2;

interface Request {
  done(callback: () => void, context?: object): Request;
}

/** The part of simjs 2.0.3 that the model needs; the package brings no types. */
interface Simjs {
  readonly Sim: new () => { addEntity(type: unknown): object; simulate(until: number): boolean };
  readonly Facility: { new (name: string, discipline: number, servers: number): object; readonly FCFS: number };
  readonly Entity: new (
    ...given: unknown[]
  ) => {
    time(): number;
    setTimer(delay: number): Request;
    useFacility(facility: object, duration: number): Request;
  };
  readonly Random: new (
    seed: number,
  ) => { random(): number; normal(mu: number, sigma: number): number; exponential(rate: number): number };
}

/** simjs is a bundle for pages: it looks for `window` and leaves its classes there. */
function load(): Simjs {
  const page: { Sim?: Simjs } = {};
  Object.assign(globalThis, { window: page });
  createRequire(import.meta.url)('simjs');
  if (page.Sim === undefined) throw new Error('simjs left nothing in the window');
  return page.Sim;
}

const { Sim, Facility, Entity, Random } = load();

function simulate(requests: number, seed: number): Findings {
  const random = new Random(seed);
  const dynos = Array.from({ length: DYNOS }, (_, i) => new Facility(`dyno ${i}`, Facility.FCFS, WORKERS));
  const responses = new Float64Array(requests);
  let done = 0;
  class Clients extends Entity {
    start(): void {
      this.arrive();
    }

    arrive(): void {
      if (done >= requests) return;
      const dyno = dynos[Math.floor(random.random() * DYNOS)]!;
      const arrivedAt = this.time();
      const depart = () => {
        if (done < requests) responses[done++] = this.time() - arrivedAt;
      };
      this.useFacility(dyno, Math.exp(random.normal(MU, SIGMA))).done(depart);
      this.setTimer(random.exponential(1 / GAP)).done(this.arrive, this);
    }
  }
  const sim = new Sim();
  sim.addEntity(Clients);
  sim.simulate(2 * requests * GAP); // by then all have departed and nothing is pending
  return summary(responses.subarray(0, done));
}

function summary(responses: Float64Array): Findings {
  const mean = responses.reduce((sum, x) => sum + x, 0) / responses.length;
  responses.sort();
  const quantile = (p: number) => responses[Math.floor(p * (responses.length - 1))]!;
  const [p50, p95, p99] = [quantile(0.5), quantile(0.95), quantile(0.99)];
  return { requests: responses.length, eventsPerRequest: null, mean, p50, p95, p99 };
}

timed(simulate);
