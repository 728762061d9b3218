import type { AcceptHost, Acceptor } from './acceptor.ts';

/**
 * A master that knows all its workers gives a connection to the one that has the fewest requests, the first of several
 * (join the least loaded; Passenger's pool). O(workers) a request.
 */
export class AcceptLeastBusy implements Acceptor {
  private readonly host: AcceptHost;

  constructor(host: AcceptHost) {
    this.host = host;
  }

  offered(queue: number): void {
    const { host } = this;
    while (host.waiting(queue) > 0) {
      const place = this.leastBusy(queue);
      if (place === undefined) return;
      host.accept(place);
    }
  }

  ready(place: number): void {
    this.offered(this.host.queueOf(place));
  }

  gone(): void {}

  turn(): void {}

  private leastBusy(queue: number): number | undefined {
    const { host } = this;
    let best: number | undefined;
    for (let place = host.first(queue); place < host.end(queue); place++) {
      if (host.isReady(place) && (best === undefined || host.load(place) < host.load(best))) best = place;
    }
    return best;
  }
}
