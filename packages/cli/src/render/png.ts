import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { asset } from './asset.ts';
import { fontFiles } from './font.ts';

/** Pixels to one of the chart: sharp on today's screens, and still readable at half the size. */
const SCALE = 2;

let ready: Promise<void> | undefined;

/** An SVG of ours as PNG, drawn with the bundled font: the same bytes on every machine. */
export async function toPng(svg: string): Promise<Uint8Array> {
  await (ready ??= initWasm(new Uint8Array(asset('resvg.wasm'))));
  const font = { fontBuffers: fontFiles().map((file) => new Uint8Array(file)), defaultFontFamily: 'Inter' };
  const drawing = new Resvg(svg, { fitTo: { mode: 'zoom', value: SCALE }, background: 'white', font });
  return drawing.render().asPng();
}
