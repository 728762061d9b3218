import type { Scenario } from '@dynosim/models';
import { Exponential, Order, type Streams, type UniformStream } from '@dynosim/sim-core';
import { type Condition, type Engine, either, type Process } from './engine.ts';

export interface TrafficContext {
  readonly engine: Engine;
  readonly scenario: Scenario;
  readonly streams: Streams;
  /** A request arrives now, from anywhere or from a client: true when it is settled. */
  readonly arrive: (client: number | undefined) => Condition;
}

/** The processes that make requests arrive. */
export function traffic(context: TrafficContext): Process[] {
  const { traffic } = context.scenario;
  switch (traffic.arrivals) {
    case 'poisson':
      return [poisson(context)];
    case 'batch':
      return [batches(context)];
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

function* poisson({ engine, scenario, streams, arrive }: TrafficContext): Process {
  const stream = streams.uniform('arrivals');
  const gap = new Exponential(1 / scenario.traffic.rate!);
  for (let next = engine.timer(gap.quantile(stream.next()), Order.arrival); ; ) {
    yield next;
    next = engine.timer(gap.quantile(stream.next()), Order.arrival);
    arrive(undefined);
  }
}

function* batches({ engine, scenario, streams, arrive }: TrafficContext): Process {
  const { size, rate } = scenario.traffic;
  const stream = streams.uniform('arrivals');
  const gap = new Exponential(size! / rate!);
  for (let next = engine.timer(gap.quantile(stream.next()), Order.arrival); ; ) {
    yield next;
    next = engine.timer(gap.quantile(stream.next()), Order.arrival);
    for (let i = 0; i < size!; i++) arrive(undefined);
  }
}

function* metronome({ engine, scenario, arrive }: TrafficContext): Process {
  const rate = scenario.traffic.rate!;
  let next = engine.timerAt(1 / rate, Order.arrival);
  for (let beat = 2; ; beat++) {
    yield next;
    next = engine.timerAt(beat / rate, Order.arrival);
    arrive(undefined);
  }
}

function* bursts(context: TrafficContext): Process {
  const { engine, scenario, streams } = context;
  const stream = streams.uniform('arrivals');
  yield engine.timer(0, Order.change);
  for (
    let period = scenario.traffic.on!;
    ;
    period = period === scenario.traffic.on ? scenario.traffic.off! : scenario.traffic.on!
  ) {
    const end = engine.timer(period.duration, Order.change);
    if (period.rate > 0) engine.start(burst(context, period.rate, stream, end));
    yield end;
  }
}

function* burst({ engine, arrive }: TrafficContext, rate: number, stream: UniformStream, end: Condition): Process {
  const gap = new Exponential(1);
  let next = engine.timer(gap.quantile(stream.next()) / rate, Order.arrival);
  for (;;) {
    yield either(next, end);
    if (end.isTrue) return;
    next = engine.timer(gap.quantile(stream.next()) / rate, Order.arrival);
    arrive(undefined);
  }
}

function* oneClient({ engine, scenario, streams, arrive }: TrafficContext, client: number): Process {
  const { think } = scenario.traffic;
  const stream = think && think.variance > 0 ? streams.uniform(`think/${client}`) : undefined;
  for (let pause = 0; ; pause = stream ? think!.quantile(stream.next()) : (think?.mean ?? 0)) {
    yield engine.timer(pause, Order.arrival);
    yield arrive(client);
  }
}
