/**
 * Stationary probabilities of a birth-death process on 0..size, by its cut equations
 * p(n) birth(n) = p(n+1) death(n+1). From the top down, so that a death rate of 0 is no exception, and in logarithms,
 * so that nothing overflows. Source: Kleinrock, Queueing Systems I (1975), 3.1.
 */
export function stationary(size: number, birth: (n: number) => number, death: (n: number) => number): Float64Array {
  const weights = new Float64Array(size + 1);
  for (let n = size; n > 0; n--) weights[n - 1] = weights[n]! + Math.log(death(n)) - Math.log(birth(n - 1));
  const largest = weights.reduce((a, b) => Math.max(a, b));
  for (let n = 0; n <= size; n++) weights[n] = Math.exp(weights[n]! - largest);
  const total = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / total);
}

/** The sum of `of(n)` over a distribution on 0, 1, 2, ... */
export function expectation(probabilities: Float64Array, of: (n: number) => number): number {
  return probabilities.reduce((sum, p, n) => sum + p * of(n), 0);
}
