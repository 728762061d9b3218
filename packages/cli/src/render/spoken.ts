import type { TopLevelSpec } from 'vega-lite';

/** Every figure of a chart in words, in the order in which it is drawn: the same that a pointer on it shows. */
export function spoken(chart: TopLevelSpec): string[] {
  const { data, layer = [] } = chart as { data?: Data; layer?: readonly { data?: Data; encoding?: object }[] };
  const rows = [data, ...layer.map((one) => one.data)].flatMap((one) => one?.values ?? []);
  return [...new Set(rows.flatMap(({ said }) => (typeof said === 'string' ? [said] : [])))];
}

interface Data {
  readonly values?: readonly { readonly said?: unknown }[];
}

/** The finding and the conditions of a chart, each as one text. */
export function headlines(chart: TopLevelSpec): { readonly title: string; readonly subtitle: string } {
  const { text, subtitle } = chart.title as { readonly text: readonly string[]; readonly subtitle: readonly string[] };
  return { title: text.join(' '), subtitle: subtitle.join(' ') };
}
