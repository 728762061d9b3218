import { charts } from '@dynosim/charts';
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { element } from './element.ts';
import type { Answer } from './simulator.ts';

const FONT = 'Inter Variable, Helvetica, Arial, sans-serif';
/** What axes and margins take beside the plot, and the width below which nothing can be read [px]. */
const BESIDE = 110;
const LEAST = 240;
const MOST = 620;

/** The chart of percentiles, as wide as there is room; its title is the page's. */
export async function picture(answer: Answer, room: number): Promise<HTMLElement> {
  if ('problems' in answer) return element('p');
  const chart = charts.find(({ name }) => name === 'percentiles')!;
  const { title, config, ...rest } = chart.draw({ results: [answer.result] }) as TopLevelSpec & { config: object };
  const { text, subtitle } = title as { text: readonly string[]; subtitle: readonly string[] };
  const width = Math.max(LEAST, Math.min(MOST, room - BESIDE));
  const look = {
    ...config,
    font: FONT,
    padding: { left: 0, right: 8, top: 24, bottom: 8 },
    axisX: { labelFontSize: width < MOST / 2 ? 10.5 : 13 },
  };
  const spec = { ...rest, width, config: look };
  const drawing = element('div', { class: 'drawing' });
  // Letters are measured as the picture is laid out: the font has to be there.
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 13px "Inter Variable"`)));
  const runtime = vega.parse(compile(spec as TopLevelSpec).spec);
  await new vega.View(runtime, { renderer: 'svg', container: drawing, logLevel: vega.Warn }).runAsync();
  return element(
    'figure',
    { class: 'picture' },
    element('h2', {}, text.join(' ')),
    element('p', {}, subtitle.join('. ')),
    drawing,
  );
}
