import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { TextWidth } from './font.ts';

/** The part of Vega that measures texts; its types leave it out. */
interface TextMetrics {
  width(item: { readonly fontWeight?: string | number }, text: unknown): number;
  height(item: object): number;
}

const { textMetrics, resetSVGDefIds } = vega as unknown as { textMetrics: TextMetrics; resetSVGDefIds(): void };
const width = new TextWidth();
// Without a browser's canvas Vega guesses the width of a text, and the picture comes out too wide.
textMetrics.width = (item, text) => width.of(String(text ?? ''), textMetrics.height(item), item.fontWeight);

/** A chart as SVG: the same bytes on every machine, because nothing of the machine goes into it. */
export async function toSvg(chart: TopLevelSpec): Promise<string> {
  // Ids of gradients and clips are counted through a process.
  resetSVGDefIds();
  const runtime = vega.parse(compile(chart).spec);
  return roundedPlaces(await new vega.View(runtime, { renderer: 'none', logLevel: vega.Error }).toSVG());
}

const PLACES = /\b(transform|d|x|y|x2|y2|width|height)="[^"]*"/g;
const LONG = /-?\d+\.\d{4,}(e-\d+)?/g;

/** Places to a thousandth of a pixel: the last bits of a logarithm differ between processors. */
function roundedPlaces(svg: string): string {
  return svg.replace(PLACES, (attribute) =>
    attribute.replace(LONG, (number) => String(Number(Number(number).toFixed(3)))),
  );
}
