const HALF_LOG_2_PI = 0.9189385332046728;

/** ln Γ(a) for a > 0. */
export function logGamma(a: number): number {
  return (a - 0.5) * Math.log(a) - a + HALF_LOG_2_PI + stirlingError(a);
}

/**
 * What Stirling's formula leaves out of ln Γ(a): small and smooth, so formulas that use it instead of ln Γ(a) do not
 * subtract large numbers from one another (Loader, Fast and accurate computation of binomial probabilities, 2000).
 * Series: Abramowitz and Stegun, 6.1.41. Below 16, where it converges too slowly, the recurrence Γ(a+1) = a Γ(a).
 */
export function stirlingError(a: number): number {
  let sum = 0;
  for (; a < 16; a++) sum += (a + 0.5) * Math.log1p(1 / a) - 1;
  const s = 1 / (a * a);
  return sum + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / a;
}
