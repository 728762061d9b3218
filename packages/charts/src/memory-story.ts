import type { Result } from '@dynosim/models';
import { duration, whole } from './quantity.ts';

/** Looks of the platform at a dyno, from the first one on. */
export interface Look {
  /** [s] from the start. */
  readonly at: number;
  readonly mb: number;
}

export type Memory = NonNullable<Result['memoryMb']>;

/** What was seen; nothing where no memory is described or nothing was recorded. */
export function looksOf({ series }: Result): Look[] {
  if (!series) return [];
  return series.t.flatMap((at, i) => {
    const mb = series.memoryMb[i];
    return mb === null || mb === undefined ? [] : [{ at, mb }];
  });
}

/** The finding: when memory became too much and what came of it, or how far it is from that. */
export function memoryTitle({ counts }: Result, memory: Memory, looks: readonly Look[]): string {
  const { quota, killAbove } = memory;
  const most = looks.reduce((highest, { mb }) => Math.max(highest, mb), 0);
  if (killAbove === null && counts.memoryKill > 0) return `The kernel kills workers: they need more than ${mb(quota)}`;
  if (most <= quota) return titleBelow(memory, most);
  const over = looks.findIndex((look) => look.mb > quota);
  const swapping = over === 0 ? 'R14 from the start' : `R14 after ${time(looks[over]!.at)}`;
  const restarts = killAbove === null ? [] : restartsOf(looks, killAbove);
  if (restarts.length === 0) return `${swapping}: up to ${mb(most)} of ${mb(quota)}`;
  const [first, last] = [restarts[0]!, restarts.at(-1)!];
  const again = restarts.length > 1 ? `, again every ${time((last - first) / (restarts.length - 1))}` : '';
  return `${swapping}, R15 and a restart after ${time(first)}${again}`;
}

/** The dyno that is drawn stays below its quota; another one, or another run, may not. */
function titleBelow({ quota, peak, r14Runs }: Memory, most: number): string {
  const highest = Math.max(most, peak ?? 0);
  if (highest <= quota) return `Stays below ${Math.ceil((100 * highest) / quota)} % of ${mb(quota)}`;
  return `Up to ${mb(highest)} of ${mb(quota)}, ${r14Runs > 0 ? 'R14 at another dyno' : 'between two looks of the platform'}`;
}

/** When the platform found too much to let the dyno live [s]. */
function restartsOf(looks: readonly Look[], killAbove: number): number[] {
  return looks.filter(({ mb }, i) => mb > killAbove && !((looks[i - 1]?.mb ?? 0) > killAbove)).map(({ at }) => at);
}

/** Of a look that may have come up to a bin later nobody wants to know a third digit. */
export function time(seconds: number): string {
  return duration(1000 * seconds, 2);
}

/** All digits before the point: a quota is 1,024 MB, not 1,020. */
export function mb(mebibytes: number): string {
  return `${whole(mebibytes)} MB`;
}
