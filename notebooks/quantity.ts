/** Three significant digits: what an interval of some per cent deserves. */
function significant(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded.toLocaleString('en', { maximumSignificantDigits: 3 });
}

/** A time given in milliseconds. */
export function durationText(ms: number): string {
  return ms < 999.5 ? `${significant(ms)} ms` : `${significant(ms / 1000)} s`;
}

export function rateText(perSecond: number): string {
  return `${significant(perSecond)}/s`;
}

/** A fraction in percent. */
export function shareText(fraction: number): string {
  return `${significant(fraction * 100)} %`;
}

export function moneyText(dollars: number): string {
  return `$${dollars.toLocaleString('en')}`;
}
