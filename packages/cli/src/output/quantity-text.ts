import type { Figure } from '@dynosim/models';

/** A unit and what a value is divided by to be in it. */
interface Unit {
  readonly name: string;
  readonly size: number;
}

const MILLISECONDS: Unit = { name: ' ms', size: 1 };
const PERCENT: Unit = { name: ' %', size: 0.01 };
const PER_SECOND: Unit = { name: '/s', size: 1 };
const COUNT: Unit = { name: '', size: 1 };

/** From this many milliseconds on, the unit is used. */
const LONGER: readonly (Unit & { readonly from: number })[] = [
  { name: ' h', size: 3_600_000, from: 7_200_000 },
  { name: ' min', size: 60_000, from: 120_000 },
  { name: ' s', size: 1000, from: 999.5 },
];

/** Three significant digits, never an exponent, thousands apart. */
export function significant(value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(3));
  if (Math.abs(rounded) < 1000) return Math.abs(rounded) < 1e-6 ? 'almost 0' : rounded.toPrecision(3);
  return wholeText(rounded);
}

/** To the last digit before the point, thousands apart. */
export function wholeText(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** How often something happens that was counted over so many seconds: `12.3/h`. */
export function perHourText(count: number, seconds: number): string {
  return `${significant((3600 * count) / seconds)}/h`;
}

/** A figure in words: its value with a unit, and its interval in the same unit. */
export interface FigureText {
  readonly value: string;
  /** `205 to 219`, or `over 205`; undefined where there is no interval. */
  readonly range: string | undefined;
  readonly unit: string;
}

export const durationText = (ms: number): string => inUnit(ms, unitOfDuration(ms));
export const percentText = (fraction: number): string => inUnit(fraction, PERCENT);
export const rateText = (perSecond: number): string => inUnit(perSecond, PER_SECOND);

export const durationFigure = (figure: Figure): FigureText => figureText(figure, unitOfDuration(figure.value ?? 0));
export const percentFigure = (figure: Figure): FigureText => figureText(figure, PERCENT);
export const rateFigure = (figure: Figure): FigureText => figureText(figure, PER_SECOND);
export const countFigure = (figure: Figure): FigureText => figureText(figure, COUNT);

/** From this headroom on a percentage says less than a multiple. */
export const MANY_TIMES = 10;

/** `34 %`, or `12.0 times`. */
export function headroomText(headroom: number): string {
  return headroom < MANY_TIMES ? percentText(headroom) : `${significant(headroom + 1)} times`;
}

/** `397 ms (388 to 406)`. */
export function inOne({ value, range }: FigureText): string {
  return range === undefined ? value : `${value} (${range})`;
}

function unitOfDuration(ms: number): Unit {
  return LONGER.find(({ from }) => Math.abs(ms) >= from) ?? MILLISECONDS;
}

function inUnit(value: number, { name, size }: Unit): string {
  return significant(value / size) + name;
}

function figureText({ value, low, high }: Figure, unit: Unit): FigureText {
  if (value === null) return { value: 'none', range: undefined, unit: '' };
  const isConstant = low === value && high === value;
  const hasRange = low !== null && high !== null && !isConstant;
  // An interval of something that cannot be negative is not shown to be.
  const from = significant(Math.max(0, low ?? 0) / unit.size);
  const limited =
    high === Number.POSITIVE_INFINITY ? `over ${from}` : `${from} to ${significant((high ?? 0) / unit.size)}`;
  const range = hasRange ? limited : undefined;
  return { value: inUnit(value, unit), range, unit: unit.name };
}
