/** From this many milliseconds on, the unit is used. */
const LONGER = [
  { unit: 'h', size: 3_600_000, from: 7_200_000 },
  { unit: 'min', size: 60_000, from: 120_000 },
  { unit: 's', size: 1000, from: 999.5 },
] as const;

/** A time given in milliseconds, to three significant digits or as many as wanted: `408 ms`, `1.2 s`. */
export function duration(ms: number, digits = 3): string {
  const { unit, size } = LONGER.find(({ from }) => ms >= from) ?? { unit: 'ms', size: 1 };
  return `${significant(ms / size, digits)} ${unit}`;
}

/** Requests per second: `68.2/s`. */
export function rate(perSecond: number): string {
  return `${significant(perSecond)}/s`;
}

/** A change relative to something: `+1.1 %`. */
export function change(fraction: number): string {
  return `${fraction < 0 ? '−' : '+'}${(Math.abs(fraction) * 100).toFixed(1)} %`;
}

/** A fraction in percent. */
export function percent(fraction: number): string {
  return `${significant(fraction * 100)} %`;
}

/** Three significant digits, or as many as wanted, without trailing zeros, thousands apart, never an exponent. */
export function significant(value: number, digits = 3): string {
  const rounded = Number(value.toPrecision(digits));
  if (rounded !== 0 && Math.abs(rounded) < 1e-6) return 'almost 0';
  return Math.abs(rounded) < 1000 ? String(rounded) : whole(rounded);
}

/** All digits before the point, thousands apart: `1,024`. */
export function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** What may be promised of a value: rounded down to a whole number, to three digits if large and to two if small. */
export function atMost(value: number): number {
  if (!(value > 0)) return 0;
  const exponent = Math.floor(Math.log10(value));
  const step = 10 ** (exponent < 1 ? exponent - 1 : Math.max(0, exponent - 2));
  return Number((Math.floor(value / step) * step).toPrecision(3));
}
