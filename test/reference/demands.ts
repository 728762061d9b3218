import type { Scenario } from '@dynosim/models';
import type { Streams, UniformStream } from '@dynosim/sim-core';

/** The class and the demands of one request after another: of all open traffic, or of one client. */
export class DemandSource {
  private readonly scenario: Scenario;
  private readonly streams: Streams;
  private readonly owner: string;
  private readonly opened = new Map<string, UniformStream>();

  constructor(scenario: Scenario, streams: Streams, client: number | undefined) {
    this.scenario = scenario;
    this.streams = streams;
    this.owner = client === undefined ? '' : `/client ${client}`;
  }

  next(): { classOf: number; demands: number[] } {
    const classOf = this.nextClass();
    const { name, phases } = this.scenario.requests[classOf]!;
    const demands = phases.map(({ demand }, k) =>
      demand.variance > 0 ? demand.quantile(this.uniform(`demand/${name}/${k}`)) : demand.mean,
    );
    return { classOf, demands };
  }

  private nextClass(): number {
    const { requests } = this.scenario;
    if (requests.length === 1) return 0;
    const u = this.uniform('class');
    const total = requests.reduce((sum, { weight }) => sum + weight, 0);
    let sum = 0;
    const index = requests.findIndex(({ weight }) => u <= (sum += weight) / total);
    return index === -1 ? requests.length - 1 : index;
  }

  private uniform(purpose: string): number {
    if (!this.opened.has(purpose)) this.opened.set(purpose, this.streams.uniform(purpose + this.owner));
    return this.opened.get(purpose)!.next();
  }
}
