import type { SloResult } from '../measure/result.ts';
import { offeredLoad } from '../study/offered-load.ts';
import type { Formation } from './family.ts';
import { type Inquiry, together } from './inquiry.ts';
import { Ladder } from './ladder.ts';
import { LimitSearch, QUICK } from './limit-search.ts';
import { loadAxis } from './load-axis.ts';
import { saturationRate } from './saturation.ts';
import type { Trial, Trials } from './trial.ts';

/** A formation with everything that the table says of it. */
export interface Measured extends Trial {
  readonly holds: SloResult['holds'];
  readonly headroom: number | null;
  readonly limitedBy: string;
}

const REPLICATIONS = 20;
const REQUESTS = 5000;
const FIRST = 100_000;

/** How often a formation that turns out not to hold gets one dyno more. */
const TRIES = 4;

/**
 * Simulates candidates well enough for their percentiles, and looks how much more they could take. The first one is
 * shown as it is, any other with as many dynos as it takes not to break a rule.
 */
export function* measure(
  trials: Trials,
  formations: readonly Formation[],
  grown: (formation: Formation) => Formation | undefined,
): Inquiry<Measured[]> {
  const effort = trials.effort(FIRST, REPLICATIONS, REQUESTS);
  const known: Trial[] = [];
  let open = formations;
  for (let attempt = 1; attempt <= TRIES && open.length > 0; attempt++) {
    const fresh = yield* trials.read(open, effort);
    const fails = fresh.filter(({ reading }, i) => (attempt > 1 || i > 0) && trials.verdict(reading) === 'no');
    known.push(...fresh.filter((one) => attempt === TRIES || !fails.includes(one)));
    open = fails.flatMap(({ formation }) => grown(formation) ?? []);
  }
  const headrooms = yield* together(known.map(({ formation }) => headroomOf(trials, formation)));
  return known.map((one, i) => measured(trials, one, headrooms[i]!));
}

function measured(trials: Trials, { formation, reading }: Trial, headroom: number | null): Measured {
  const limitedBy = offeredLoad(reading.design.scenario).limits[0].resource;
  return { formation, reading, holds: trials.verdict(reading), headroom, limitedBy };
}

/** limit / today - 1, to about 5 %; null where no limit was found. */
function* headroomOf(trials: Trials, formation: Formation): Inquiry<number | null> {
  const whole = trials.whole(formation);
  const axis = loadAxis(whole.scenario);
  const { value } = yield* saturationRate(trials.designs, whole);
  const search = new LimitSearch(new Ladder(trials.designs, whole, axis, axis.loadAt(value)), trials.objectives, QUICK);
  const { ending, at } = yield* search.find();
  return ending === 'unbounded' ? null : at.value / axis.today - 1;
}
