import type { Scenario } from '@dynosim/models';
import { type Distribution, Order, type Streams, type UniformStream } from '@dynosim/sim-core';
import type { Engine, Process } from './engine.ts';
import type { Request } from './request.ts';

export interface TrafficContext {
  readonly engine: Engine;
  readonly scenario: Scenario;
  readonly streams: Streams;
  /** A request arrives now, of an open stream or of a client. */
  readonly arrive: (client: number | undefined) => Request;
}

/** The processes that make requests arrive. */
export function traffic(context: TrafficContext): Process[] {
  const { traffic } = context.scenario;
  switch (traffic.arrivals) {
    case 'poisson':
      return [poisson(context)];
    case 'deterministic':
      return [metronome(context)];
    case 'on-off':
      return [bursts(context)];
    case 'clients':
      return Array.from({ length: traffic.clients! }, (_, client) => oneClient(context, client));
    default:
      throw new Error(`no twin for ${traffic.arrivals} arrivals`);
  }
}

/** An exponential time with mean 1. */
function exponential(stream: UniformStream): number {
  return -Math.log1p(-stream.next());
}

function* poisson({ engine, scenario, streams, arrive }: TrafficContext): Process {
  const stream = streams.uniform('arrivals');
  const gap = (): number => draw(new ExponentialLaw(1 / scenario.traffic.rate!), stream);
  for (let next = engine.timer(gap(), Order.arrival); ; arrive(undefined)) {
    yield next;
    next = engine.timer(gap(), Order.arrival);
  }
}
