/** Value at x of the polynomial with these coefficients, highest power first (Horner's rule). */
export function polynomial(coefficients: Float64Array, x: number): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum = sum * x + coefficients[i]!;
  return sum;
}
