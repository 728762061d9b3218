/**
 * Where the transient ends: MSER-5. The series is averaged in batches of five and the cut is where the standard error
 * of what is left is smallest; a cut in the second half means that the series is too short to tell.
 * Source: White, Cobb and Spratt, "A comparison of five steady-state truncation heuristics", WSC 2000, 755; for
 * averages over replications: Robinson, Simulation (2nd ed., 2014), 9.5.
 */
export function mser5(series: readonly number[]): { readonly cut: number; readonly found: boolean } {
  const batches = batchMeans(series, 5);
  const half = Math.floor(batches.length / 2);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let sum = 0;
  let squares = 0;
  for (let d = batches.length - 1; d >= 0; d--) {
    sum += batches[d]!;
    squares += batches[d]! ** 2;
    const n = batches.length - d;
    const score = (squares - sum ** 2 / n) / n ** 2;
    if (d <= half && score <= least) {
      least = score;
      best = d;
    }
  }
  return { cut: best * 5, found: batches.length >= 10 && best < half };
}

/** Means of successive batches; an incomplete last one is dropped, batches without data take their neighbour's mean. */
function batchMeans(series: readonly number[], size: number): number[] {
  const means: number[] = [];
  for (let i = 0; i + size <= series.length; i += size) {
    const known = series.slice(i, i + size).filter((x) => !Number.isNaN(x));
    means.push(known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : (means.at(-1) ?? 0));
  }
  return means;
}
