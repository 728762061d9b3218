/** A scenario in order, as text: tests change a piece of it. Line numbers matter to them. */
export const SCENARIO = `version: 1
name: demo
web: {cores: 4, count: 2}
server: {name: gunicorn, workers: 4}
requests:
  - name: page
    phases: [{cpu: 5ms}, {wait: {lognormal: {mean: 95ms, cv: 1}}}]
traffic: {rate: 60/s}
slo: [p95 < 400ms]
`;

/** The scenario with one piece replaced, or with a line added at the end. */
export function changed(piece: string, by: string): string {
  if (!SCENARIO.includes(piece)) throw new Error(`the scenario has no ${piece}`);
  return SCENARIO.replace(piece, () => by);
}

/** Ends after a few seconds of simulated time: a run that costs next to nothing. */
export const SHORT = `${SCENARIO}run: {duration: 20s, replications: 4}\n`;
