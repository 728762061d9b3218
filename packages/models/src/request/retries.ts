import { type EventKind, Order, type Simulation } from '@dynosim/sim-core';
import { Outcome } from './outcome.ts';
import type { Requests } from './requests.ts';

/** How clients try again after a bad outcome. */
export interface RetryPolicy {
  /** Further attempts after the first. */
  readonly attempts: number;
  /** Wait before the first of them [s], and the factor from each to the next. */
  readonly backoff: number;
  readonly factor: number;
}

/** What a client still knows of its request while it waits to try again. */
interface Memory {
  readonly source: number;
  readonly classOf: number;
  readonly demands: Float64Array;
  readonly tries: number;
}

/**
 * Clients that send a failed request again, with growing pauses (exponential back-off: RFC 9110, 10.2.3 leaves the
 * times to the client). A retry asks for the same work as its first attempt, and is a request of its own in all
 * figures: that is how retries make an overload worse.
 */
export class Retries {
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly policy: RetryPolicy;
  private readonly submit: (slot: number) => void;
  private readonly again: EventKind;
  private readonly memories = new Map<number, Memory>();
  private tickets = 0;

  constructor(simulation: Simulation, requests: Requests, policy: RetryPolicy, submit: (slot: number) => void) {
    this.simulation = simulation;
    this.requests = requests;
    this.policy = policy;
    this.submit = submit;
    this.again = simulation.on('client retry', (ticket) => this.sendAgain(ticket), Order.arrival);
  }

  /** The outcome of a request; true if its client will try again. */
  finished(slot: number, outcome: Outcome): boolean {
    const { requests, policy } = this;
    if (outcome === Outcome.ok || outcome === Outcome.late) return false;
    const tries = requests.tries[slot]!;
    if (tries >= policy.attempts) return false;
    const first = slot * requests.phases;
    const demands = requests.demands.slice(first, first + requests.phases);
    const ticket = (this.tickets = (this.tickets + 1) & 0x3fffffff);
    const [source, classOf] = [requests.source[slot]!, requests.classOf[slot]!];
    this.memories.set(ticket, { source, classOf, demands, tries: tries + 1 });
    this.simulation.schedule(policy.backoff * policy.factor ** tries, this.again, ticket);
    return true;
  }

  private sendAgain(ticket: number): void {
    const memory = this.memories.get(ticket)!;
    this.memories.delete(ticket);
    const slot = this.requests.open(this.simulation.now, memory.source);
    this.requests.classOf[slot] = memory.classOf;
    this.requests.demands.set(memory.demands, slot * this.requests.phases);
    this.requests.tries[slot] = memory.tries;
    this.submit(slot);
  }
}
