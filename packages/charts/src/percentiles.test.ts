import { parseScenario, type Result, replicate, runStudy } from '@dynosim/models';
import * as vega from 'vega';
import { compile } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import { percentiles } from './percentiles.ts';

function simulated(rate: string, name = 'shop'): Result {
  const scenario = parseScenario({
    version: 1,
    name,
    web: { cores: 4 },
    server: { name: 'gunicorn', workers: 4 },
    requests: [{ name: 'page', phases: [{ wait: { lognormal: { mean: '95ms', cv: 1 } } }] }],
    traffic: { rate },
    router: { generation: 'none' },
    run: { precision: '20%' },
  });
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  return runStudy(scenario.value, replicate);
}

async function svg(results: readonly Result[]): Promise<string> {
  const spec = compile(percentiles.draw({ results })).spec;
  return new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
}

describe('the chart of percentiles', () => {
  it('draws a point for each percentile of each result, and says which tail is shortest', async () => {
    const [calm, busy] = [simulated('20/s', 'calm'), simulated('36/s', 'busy')];
    const picture = await svg([calm, busy]);
    expect(picture).toContain('calm has the shortest tail: p99');
    expect(picture).toContain('p99.9');
    expect(picture.match(/aria-roledescription="point"/g)?.length).toBe(10);
    expect(picture).toContain('aria-label="calm, p95: ');
  });

  it('shows no time of a saturated system', async () => {
    const picture = await svg([simulated('60/s')]);
    expect(picture).toContain('Saturated: there is no response time to show');
    expect(picture).not.toContain('aria-roledescription="point"');
  });

  it('shows markup and control characters in a name as text', async () => {
    const picture = await svg([simulated('20/s', '<script>alert(1)</script>\u202e'), simulated('21/s', 'b')]);
    expect(picture).not.toContain('<script>');
    expect(picture).toContain('&lt;script&gt;');
    expect(picture).not.toContain('\u202e');
  });
});
