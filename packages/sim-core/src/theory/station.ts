/** A queue with unlimited room and Poisson arrivals: what all the formulas for open systems start from. */
export interface OpenStation {
  readonly servers: number;
  /** [1/s]. */
  readonly arrivalRate: number;
  /** Mean service time [s]. */
  readonly serviceTime: number;
}

/** Offered load: mean number of busy servers, if there are enough [Erlang]. */
export function offeredErlangs({ arrivalRate, serviceTime }: OpenStation): number {
  return arrivalRate * serviceTime;
}

/** The load of each server, or a RangeError where there is no steady state to speak of. */
export function stableUtilisation(station: OpenStation): number {
  const utilisation = offeredErlangs(station) / station.servers;
  if (!(utilisation >= 0 && utilisation < 1))
    throw new RangeError(`no steady state at a utilisation of ${utilisation}`);
  return utilisation;
}

/** Where a falling tail P(X > t) reaches 1 - p, to twelve digits; 0 where it starts below. */
export function quantileOfTail(tail: (t: number) => number, p: number, scale: number): number {
  if (!(p >= 0 && p < 1)) throw new RangeError(`no quantile for p ${p}`);
  if (tail(0) <= 1 - p) return 0;
  let low = 0;
  let high = scale;
  while (tail(high) > 1 - p) [low, high] = [high, high * 2];
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (tail(middle) > 1 - p) low = middle;
    else high = middle;
  }
  return high;
}
