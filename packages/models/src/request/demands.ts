import { type Streams, type UniformStream, Variates } from '@dynosim/sim-core';
import type { PhaseKind, RequestClass } from '../scenario/scenario.ts';
import type { ReplayTrace } from '../workload/workload.ts';
import type { Requests } from './requests.ts';

/** Where the demand of one phase comes from: a stream of its own, or nothing random at all. */
interface Source {
  readonly constant: number;
  readonly variates: Variates | undefined;
}

/**
 * Gives every request its class and its demands at arrival, in arrival order, each from a stream of that purpose: two
 * designs then see the same work. Hot: one variate for each phase that is random.
 */
export class Demands {
  private readonly requests: Requests;
  private readonly cumulative: Float64Array;
  private readonly choice: UniformStream | undefined;
  private readonly sources: readonly (readonly Source[])[];
  private readonly recorded: Recorded | undefined;

  constructor(requests: Requests, classes: readonly RequestClass[], streams: Streams, trace: ReplayTrace | undefined) {
    this.requests = requests;
    const total = classes.reduce((sum, c) => sum + c.weight, 0);
    let sum = 0;
    this.cumulative = Float64Array.from(classes, (c) => (sum += c.weight) / total);
    this.recorded = trace && recordedDemands(trace, classes);
    const classesDrawn = classes.length > 1 && !this.recorded?.classOf;
    this.choice = classesDrawn ? streams.uniform('class') : undefined;
    this.sources = classes.map((c) =>
      c.phases.map((phase, k) => ({
        constant: phase.demand.mean,
        variates:
          phase.demand.variance > 0 ? new Variates(phase.demand, streams.uniform(`demand/${c.name}/${k}`)) : undefined,
      })),
    );
  }

  /** Fills in the class and the demands of an arrival; `row` is its number in the trace, if there is one. */
  draw(slot: number, row: number): void {
    const { requests, recorded } = this;
    const index = recorded?.classOf ? recorded.classOf[row]! : this.drawClass();
    requests.classOf[slot] = index;
    const sources = this.sources[index]!;
    const first = slot * requests.phases;
    for (let k = 0; k < sources.length; k++) {
      const { variates, constant } = sources[k]!;
      const column = recorded?.columns[index]![k];
      requests.demands[first + k] = column ? column[row]! : variates ? variates.next() : constant;
    }
  }

  private drawClass(): number {
    if (!this.choice) return 0;
    const u = this.choice.next();
    let index = 0;
    while (u > this.cumulative[index]!) index += 1;
    return index;
  }
}

interface Recorded {
  readonly classOf: Int32Array | undefined;
  /** For each class, for each phase: the column that replaces what would be drawn. */
  readonly columns: readonly (readonly (Float64Array | undefined)[])[];
}

/** A recorded cpu or wait time takes the place of the first phase of its kind. */
function recordedDemands(trace: ReplayTrace, classes: readonly RequestClass[]): Recorded {
  const names = classes.map((c) => c.name);
  return {
    classOf: trace.className && Int32Array.from(trace.className, (name) => names.indexOf(name)),
    columns: classes.map((c) =>
      c.phases.map(({ kind }, k) =>
        c.phases.findIndex((phase) => phase.kind === kind) === k ? trace[kind as PhaseKind] : undefined,
      ),
    ),
  };
}

/** The first of the classes' phases that is drawn, or undefined: a trace may leave nothing to chance. */
export function drawsDemands(classes: readonly RequestClass[], trace: ReplayTrace | undefined): boolean {
  const recorded = trace && recordedDemands(trace, classes);
  const random = classes.some((c, i) =>
    c.phases.some((phase, k) => phase.demand.variance > 0 && !recorded?.columns[i]![k]),
  );
  return random || (classes.length > 1 && !recorded?.classOf);
}
