/** A tick of a Linux kernel with HZ = 250, as distributions build it [s]. */
const JIFFY = 0.004;

/**
 * When a timer of the Linux kernel fires that is set now: delays are rounded up, the more so the longer they are
 * (4 ms up to 0.25 s, 32 ms up to 2 s, 256 ms up to 16 s, then 2 s). So retries of many clients fall on the same
 * instants, which decides who gets into a full listen queue. `phase` is what the kernel's clock showed at time 0. Source: Linux kernel/time/timer.c, LVL_GRAN and
 * calc_index (6.x; "non-cascading timer wheel", Gleixner 2016). Times in [s].
 */
export function timerFires(now: number, delay: number, phase: number): number {
  const ticks = delay / JIFFY;
  const granularity = JIFFY * (ticks < 63 ? 1 : ticks < 504 ? 8 : ticks < 4032 ? 64 : 512);
  return (Math.floor((now + phase + delay) / granularity) + 1) * granularity - phase;
}

/** The longest granularity: the kernel's clock stands anywhere in it when a run begins [s]. */
export const LONGEST_TICK = 512 * JIFFY;
