import { type Streams, type UniformStream, Variates } from '@dynosim/sim-core';
import type { RequestClass, Scenario } from '../scenario/scenario.ts';
import { CLIENT_BLOCK } from '../workload/clients.ts';
import type { ReplayTrace } from '../workload/workload.ts';
import type { Requests } from './requests.ts';

/** Where the demand of one phase comes from: a column of a trace, a stream of its own, or nothing random at all. */
interface Source {
  readonly column: Float64Array | undefined;
  readonly variates: Variates | undefined;
  readonly constant: number;
}

/**
 * Gives every request its class and its demands at arrival, in arrival order, each from a stream of that purpose: two
 * designs then see the same work. Hot: one variate for each phase that is random.
 */
export class Demands {
  private readonly requests: Requests;
  private readonly cumulative: Float64Array;
  private readonly recordedClass: Int32Array | undefined;
  private readonly choice: UniformStream | undefined;
  private readonly sources: readonly (readonly Source[])[];

  /** `owner` and `block` set apart the streams of a single client. */
  constructor(
    requests: Requests,
    classes: readonly RequestClass[],
    streams: Streams,
    trace: ReplayTrace | undefined,
    owner = '',
    block?: number,
  ) {
    this.requests = requests;
    const total = classes.reduce((sum, c) => sum + c.weight, 0);
    let sum = 0;
    this.cumulative = Float64Array.from(classes, (c) => (sum += c.weight) / total);
    const names = classes.map((c) => c.name);
    this.recordedClass = trace?.className && Int32Array.from(trace.className, (name) => names.indexOf(name));
    this.choice = drawsClass(classes, trace) ? streams.uniform(`class${owner}`, block) : undefined;
    this.sources = classes.map((c) =>
      c.phases.map(({ demand }, k) => {
        const column = recordedColumn(c, k, trace);
        const random = column === undefined && demand.variance > 0;
        const name = `demand/${c.name}/${k}${owner}`;
        const variates = random ? new Variates(demand, streams.uniform(name, block), block) : undefined;
        return { column, variates, constant: demand.mean };
      }),
    );
  }

  /** Fills in the class and the demands of an arrival; `row` is its number in the trace, if there is one. */
  draw(slot: number, row: number): void {
    const { requests } = this;
    const index = this.recordedClass ? this.recordedClass[row]! : this.choice ? this.drawClass(this.choice) : 0;
    requests.classOf[slot] = index;
    const sources = this.sources[index]!;
    const first = slot * requests.phases;
    for (let k = 0; k < sources.length; k++) {
      const { column, variates, constant } = sources[k]!;
      requests.demands[first + k] = variates ? variates.next() : column ? column[row]! : constant;
    }
  }

  private drawClass(choice: UniformStream): number {
    const u = choice.next();
    const last = this.cumulative.length - 1;
    let index = 0;
    while (index < last && u > this.cumulative[index]!) index += 1;
    return index;
  }
}

/** A recorded cpu, wait or db time takes the place of the first phase of its kind. */
function recordedColumn(c: RequestClass, k: number, trace: ReplayTrace | undefined): Float64Array | undefined {
  const { kind } = c.phases[k]!;
  return c.phases.findIndex((phase) => phase.kind === kind) === k ? trace?.[kind] : undefined;
}

function drawsClass(classes: readonly RequestClass[], trace: ReplayTrace | undefined): boolean {
  return classes.length > 1 && trace?.className === undefined;
}

/** True where a class or a demand is drawn; a trace may leave nothing to chance. */
export function drawsDemands(classes: readonly RequestClass[], trace: ReplayTrace | undefined): boolean {
  const random = (c: RequestClass): boolean =>
    c.phases.some(({ demand }, k) => demand.variance > 0 && recordedColumn(c, k, trace) === undefined);
  return drawsClass(classes, trace) || classes.some(random);
}

/** The demands of a scenario: one source for all open traffic, or one for each client of a closed loop. */
export function createDemands(
  requests: Requests,
  { requests: classes, traffic, trace }: Pick<Scenario, 'requests' | 'traffic' | 'trace'>,
  streams: Streams,
): Demands[] {
  if (traffic.clients === undefined) return [new Demands(requests, classes, streams, trace)];
  return Array.from({ length: traffic.clients }, (_, client) => {
    return new Demands(requests, classes, streams, undefined, `/client ${client}`, CLIENT_BLOCK);
  });
}
