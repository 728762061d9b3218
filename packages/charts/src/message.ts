import type { TopLevelSpec } from 'vega-lite';
import { frame } from './frame.ts';
import { lines } from './label.ts';
import { HEIGHT, palette, WIDTH } from './theme.ts';

/** A picture without figures, and the reason in its middle: never an empty frame. */
export function message(title: string, subtitle: readonly string[], reason: string): TopLevelSpec {
  return {
    ...frame(title, subtitle),
    height: HEIGHT / 2,
    data: { values: [{}] },
    layer: [
      { mark: { type: 'rect', color: palette.saturated, cornerRadius: 6, x: 0, x2: WIDTH, y: 0, y2: HEIGHT / 2 } },
      {
        mark: {
          type: 'text',
          text: lines(reason, 64),
          x: WIDTH / 2,
          y: HEIGHT / 4,
          dy: -10 * (lines(reason, 64).length - 1),
          baseline: 'middle',
          fontSize: 15,
          lineHeight: 21,
        },
      },
    ],
  } as TopLevelSpec;
}
