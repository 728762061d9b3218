import type { TopLevelSpec } from 'vega-lite';
import { BadInput } from '../bad-input.ts';
import { printable } from '../output/printable.ts';
import { toHtml } from './html.ts';
import { toSvg } from './svg.ts';

/** Makes a file's content out of a chart. */
export type Format = (chart: TopLevelSpec) => Promise<string | Uint8Array>;

/** By the ending of the file's name. */
const FORMATS: Readonly<Record<string, Format>> = {
  '.svg': toSvg,
  '.png': async (chart) => (await import('./png.ts')).toPng(await toSvg(chart)),
  '.html': async (chart) => toHtml(chart, await toSvg(chart)),
  '.vl.json': async (chart) => `${JSON.stringify(chart, null, 2)}\n`,
};

/** The format that the name of a file asks for. */
export function formatOf(file: string): Format {
  const ending = Object.keys(FORMATS).find((one) => file.toLowerCase().endsWith(one));
  if (ending !== undefined) return FORMATS[ending]!;
  throw new BadInput(`-o ${printable(file)}: expected a name that ends with ${Object.keys(FORMATS).join(', ')}`);
}
