import type { Config } from 'vega-lite';

const INK = '#1f2430';
const SOFT = '#5b6472';
const GRID = '#e8eaee';

/** Colours with a meaning: the objective is the only red. */
export const palette = {
  objective: '#b3261e',
  series: ['#4c78a8', '#f2a33a', '#2f9e6e', '#8a63b8', '#6b7685', '#54a5b9'],
} as const;

/** One look for all charts: the finding as title, what was simulated below it, little ink for everything else. */
export const theme: Config = {
  background: 'white',
  padding: { left: 16, right: 24, top: 16, bottom: 12 },
  font: 'Inter, Helvetica, Arial, sans-serif',
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'group',
    fontSize: 17,
    fontWeight: 700,
    color: INK,
    subtitleColor: SOFT,
    subtitleFontSize: 12.5,
    subtitlePadding: 6,
    offset: 18,
  },
  axis: {
    labelFontSize: 11.5,
    titleFontSize: 12,
    titleFontWeight: 600,
    labelColor: SOFT,
    titleColor: INK,
    gridColor: GRID,
    domainColor: '#b8bec8',
    tickColor: '#b8bec8',
    titlePadding: 10,
  },
  axisX: { grid: false },
  axisY: { domain: false, ticks: false },
  legend: { labelFontSize: 11.5, labelColor: SOFT, labelLimit: 320, title: null, symbolType: 'stroke' },
  text: { fontSize: 11.5, color: INK },
};
