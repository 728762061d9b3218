import type { FigureText } from './quantity-text.ts';

/** `p95          408 ms   401 to 417 ms`. */
export function row(label: string, { value, range, unit }: FigureText, indent = '  '): string {
  return `${(indent + label).padEnd(24)}${value.padStart(11)}   ${range === undefined ? '' : `${range}${unit}`}`.trimEnd();
}
