/** A round is longer than predicted, because the prediction rests on an estimate of a variance. */
const SAFETY = 1.6;
/** A round that was not long enough by plan has to do clearly better than wanted, or it was only lucky. */
const CLEARLY = 0.5;
const SMALLEST_STEP = 1.2;
const LARGEST_STEP = 10;

/**
 * How long the next round of replications has to be, if every round draws afresh. A round ends the experiment only if
 * its length was planned to be enough, or if it did clearly better than wanted: stopping because the intervals happened
 * to come out narrow makes them cover too little, and stopping because a difference happened to look large finds
 * differences where there are none.
 */
export class RoundPlan {
  /** Of the round to be run. */
  length: number;
  private readonly most: number;
  private isPlanned = false;

  constructor(length: number, most: number) {
    this.length = length;
    this.most = most;
  }

  /** Takes the widest interval of the round over what is wanted of it; true if this round was the last. */
  judge(reached: number): boolean {
    if (reached <= (this.isPlanned ? 1 : CLEARLY) || this.length >= this.most) return true;
    const step = Math.max(SMALLEST_STEP, SAFETY * reached ** 2);
    this.isPlanned = step <= LARGEST_STEP;
    this.length = Math.min(this.most, this.length * Math.min(LARGEST_STEP, step));
    return false;
  }
}
