import { lines } from './label.ts';
import { HEIGHT, SUBTITLE, TITLE, theme, WIDTH } from './theme.ts';

/** What all charts have in common: size, look, and the finding above the conditions. */
export function frame(title: string, subtitle: readonly string[]): object {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: theme,
    width: WIDTH,
    height: HEIGHT,
    title: { text: lines(title, TITLE), subtitle: subtitle.flatMap((line) => lines(line, SUBTITLE)) },
  };
}
