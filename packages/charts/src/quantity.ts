/** From this many milliseconds on, the unit is used. */
const LONGER = [
  { unit: 'min', size: 60_000, from: 120_000 },
  { unit: 's', size: 1000, from: 999.5 },
] as const;

/** A time given in milliseconds, to three significant digits: `408 ms`, `1.2 s`. */
export function duration(ms: number): string {
  const { unit, size } = LONGER.find(({ from }) => ms >= from) ?? { unit: 'ms', size: 1 };
  return `${significant(ms / size)} ${unit}`;
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

/** Three significant digits without trailing zeros, thousands apart, never an exponent. */
export function significant(value: number): string {
  const rounded = Number(value.toPrecision(3));
  if (rounded !== 0 && Math.abs(rounded) < 1e-6) return 'almost 0';
  return Math.abs(rounded) < 1000 ? String(rounded) : String(Math.round(rounded)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The largest number of at most three significant digits that is not above a value: what may be promised. */
export function atMost(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 2);
  const digits = value < 10 ? 10 : 1;
  return value < 100 ? Math.floor(value * digits) / digits : Math.floor(value / step) * step;
}
