/** A round is longer than predicted, because the prediction rests on an estimate of a variance. */
const SAFETY = 2;
/** What a round says of one this much longer is believed; beyond that, the longer one only plans again. */
const BELIEVED = 3;
/**
 * How many times as long the next round is: less would hardly differ from this one, and beyond that the estimate of a
 * variance is trusted no further. Assumed.
 */
export const ROUND_STEP = { smallest: 1.2, largest: 10 } as const;

/**
 * How long the next round of replications has to be, if every round draws afresh. A round ends the experiment only if
 * its length was planned to be enough by the round before: never because its own intervals happened to come out narrow,
 * which would make them cover too little, nor because a difference happened to look large, which would find differences
 * where there are none. After Stein's two stages (Annals of Mathematical Statistics 16 (1945) 243).
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
    if (this.length >= this.most || (this.isPlanned && reached <= 1)) return true;
    const step = Math.max(this.isPlanned ? ROUND_STEP.smallest : 1, SAFETY * reached ** 2);
    this.isPlanned = step <= BELIEVED;
    this.length = Math.min(this.most, this.length * Math.min(ROUND_STEP.largest, step));
    return false;
  }
}
