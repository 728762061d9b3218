import type { Config } from 'vega-lite';

const INK = '#1f2430';
const SOFT = '#545c69';
const GRID = '#e6e8ec';

/**
 * Colours with a meaning. The objective is the only red. Percentiles go from light to dark, the tail darkest, so that
 * they keep their order in grey, too. Series are those of Okabe and Ito ("Color Universal Design", 2008), which people
 * with any kind of colour vision tell apart, less the ones that are too light for lines and letters on white.
 */
export const palette = {
  ink: INK,
  soft: SOFT,
  grid: GRID,
  objective: '#b3261e',
  saturated: '#f1ece6',
  p50: '#5a9bd4',
  p95: '#2166ac',
  p99: '#0b2e59',
  series: ['#0072b2', '#e69f00', '#009e73', '#000000', '#cc79a7', '#56b4e9'],
} as const;

/** Size of the plot without titles and axes [px]. */
export const WIDTH = 620;
export const HEIGHT = 330;

/** Characters that fit on a line of the title, and of the subtitle. */
export const TITLE = 66;
export const SUBTITLE = 104;

/** The font comes first because the pictures are laid out with it; any other sans-serif is narrower or as wide. */
export const FONT = 'Inter, Helvetica, Arial, sans-serif';

/** One look for all charts: the finding as title, what was simulated below it, little ink for everything else. */
export const theme: Config = {
  background: 'white',
  padding: { left: 20, right: 24, top: 18, bottom: 16 },
  font: FONT,
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'bounds',
    fontSize: 19,
    lineHeight: 24,
    fontWeight: 600,
    color: INK,
    subtitleColor: SOFT,
    subtitleFontSize: 13,
    subtitleLineHeight: 18,
    subtitlePadding: 7,
    offset: 22,
    limit: 740,
  },
  axis: {
    labelFontSize: 13,
    titleFontSize: 13,
    titleFontWeight: 600,
    labelColor: SOFT,
    titleColor: INK,
    gridColor: GRID,
    domainColor: '#9aa1ac',
    tickColor: '#9aa1ac',
    labelPadding: 5,
    titlePadding: 10,
  },
  axisX: { grid: false },
  axisY: {
    domain: false,
    ticks: false,
    titleAngle: 0,
    titleAlign: 'left',
    titleAnchor: 'start',
    titleX: 0,
    titleY: -14,
    titleBaseline: 'bottom',
  },
  legend: { labelFontSize: 13, labelColor: SOFT, labelLimit: 300, title: null, symbolStrokeWidth: 2.5 },
  text: { fontSize: 13, color: INK },
};
