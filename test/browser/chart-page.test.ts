import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resultAt, sweep } from '../charts/results.ts';
import { dynosim, newFolder } from '../cli/program.ts';
import { browserPath, launch, misdeeds, NEEDED } from './chromium.ts';

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(2)>'"\u202e`;

describe.skipIf(browserPath === undefined)(`a chart as a page${NEEDED}`, () => {
  it.each([
    { name: 'latency-by-load', lines: sweep({ name: HOSTILE }), words: 'p95 at 40/s: 300 ms' },
    { name: 'percentiles', lines: [resultAt(40, { name: HOSTILE }), resultAt(20, { name: 'b' })], words: 'p50: ' },
  ])(
    '$name opens from a file, breaks none of its own rules, and tells a point in words',
    async ({ name, lines, words }) => {
      const folder = newFolder();
      writeFileSync(join(folder, 'r.ndjson'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      await dynosim(['chart', 'r.ndjson', '--name', name, '-o', 'page.html'], { folder });
      const browser = await launch();
      try {
        const page = await browser.newPage();
        const bad = misdeeds(page, 'file:');
        await page.goto(pathToFileURL(join(folder, 'page.html')).href);
        await page.locator(`[aria-roledescription="point"][aria-label*="${words}"]`).first().hover();
        expect(await page.locator('#tip').textContent()).toContain(words);
        expect(await page.locator('#tip').isVisible()).toBe(true);
        expect(await page.locator('img, script').count()).toBe(1);
        expect(await page.evaluate("document.fonts.check('13px Inter')")).toBe(true);
        expect(bad).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  );
});
