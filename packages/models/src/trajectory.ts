import { EventEngine } from './event-engine.ts';
import { outcomeNames } from './request/outcome.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { ReplicationOrder } from './simulate.ts';

/** What happened to one request. */
export interface RequestRecord {
  /** 0, 1, 2, … in order of arrival. */
  readonly serial: number;
  /** Row of the trace or number of the client. */
  readonly source: number;
  /** The number of its class, and what each of its phases asks for [s]. */
  readonly classIndex: number;
  readonly demands: readonly number[];
  /** Place of its worker, counted over all dynos; -1 if none took it. */
  readonly worker: number;
  /** [s] */
  readonly arrivedAt: number;
  /** Start of service [s]; NaN if there was none. */
  readonly startedAt: number;
  /** When its client had the outcome [s]. */
  readonly finishedAt: number;
  /** As in `errors.codes`; `200`. */
  readonly outcome: string;
}

class RecordingEngine extends EventEngine {
  readonly records: RequestRecord[] = [];
  private readonly phases: readonly number[];

  constructor(scenario: Scenario, order: ReplicationOrder) {
    super(scenario, order);
    this.phases = scenario.requests.map(({ phases }) => phases.length);
  }

  override released(slot: number): void {
    const { serial, source, worker, arrivedAt, startedAt, finishedAt, outcome, phases, demands } = this.requests;
    const classIndex = this.requests.classOf[slot]!;
    this.records.push({
      serial: serial[slot]!,
      source: source[slot]!,
      classIndex,
      demands: [...demands.subarray(slot * phases, slot * phases + this.phases[classIndex]!)],
      worker: worker[slot]!,
      arrivedAt: arrivedAt[slot]!,
      startedAt: startedAt[slot]!,
      finishedAt: finishedAt[slot]!,
      outcome: outcomeNames[outcome[slot]!]!,
    });
    super.released(slot);
  }
}

/** One replication request by request, in order of arrival: those that were through with everything at its end. */
export function trajectory(scenario: Scenario, order: ReplicationOrder): RequestRecord[] {
  const engine = new RecordingEngine(scenario, order);
  engine.run();
  return engine.records.sort((a, b) => a.serial - b.serial);
}
