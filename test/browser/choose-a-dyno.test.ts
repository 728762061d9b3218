import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynosim, newFolder } from '../cli/program.ts';
import { browserPath, launch, misdeeds, NEEDED, type Served, serve } from './chromium.ts';

const NOTEBOOKS = fileURLToPath(new URL('../../notebooks', import.meta.url));
const LONG = 120_000;

/** Waits until the page has an answer for what its controls say now. */
async function settled(page: Page): Promise<void> {
  await page.waitForSelector('.picture svg', { timeout: LONG });
  const isIdle = "!document.documentElement.hasAttribute('data-simulating')";
  await page.waitForFunction(isIdle, undefined, { timeout: LONG });
}

/** Moves a control and waits for the answer to it, which has another fingerprint. */
async function set(page: Page, name: string, value: string): Promise<void> {
  const before = await page.locator('.cards').getAttribute('data-fingerprint');
  await page.locator(`[name=${name}]`).fill(value);
  const isNew = `document.querySelector('.cards')?.dataset.fingerprint !== '${before}'`;
  await page.waitForFunction(isNew, undefined, { timeout: LONG });
  await settled(page);
}

describe.skipIf(browserPath === undefined)(`the built page "Choose a dyno"${NEEDED}`, { timeout: 2 * LONG }, () => {
  const folder = newFolder();
  let browser: Browser;
  let served: Served;

  beforeAll(async () => {
    const args = ['build', '--root', '.', '--template', 'look/page.html', '--out', folder, 'choose-a-dyno.html'];
    const { status, stderr } = spawnSync(join(NOTEBOOKS, 'node_modules/.bin/notebooks'), args, {
      cwd: NOTEBOOKS,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    [browser, served] = await Promise.all([launch(), serve(folder)]);
  }, LONG);

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  it('answers like the command line, follows its sliders, and asks nobody else', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const bad = misdeeds(page, served.origin);
    await page.goto(`${served.origin}/choose-a-dyno.html`);
    await settled(page);
    const before = await page.locator('.picture').innerHTML();
    await set(page, 'workers', '3');
    expect(await page.locator('.picture').innerHTML()).not.toBe(before);

    const scenario = await page.locator('#scenario').textContent();
    expect(JSON.parse(scenario!).server.workers).toBe(3);
    writeFileSync(join(folder, 'scenario.json'), scenario!);
    const { stdout } = await dynosim(['run', join(folder, 'scenario.json'), '--json']);
    const { latencyMs, verdict } = JSON.parse(stdout);
    const cards = page.locator('.cards');
    // The figures are equal as they are printed, to seven digits. Fingerprints are not compared: a browser's engine may
    // round the last bit of a logarithm otherwise than Node's does.
    expect(await cards.getAttribute('data-p95')).toBe(String(latencyMs.p95.value));
    expect(await cards.getAttribute('data-p99')).toBe(String(latencyMs.p99.value));
    expect(await cards.getAttribute('data-verdict')).toBe(verdict);
    expect(bad).toEqual([]);
    await page.close();
  });

  it('shows no number where the system is saturated, and problems as sentences', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const bad = misdeeds(page, served.origin);
    await page.goto(`${served.origin}/choose-a-dyno.html`);
    await settled(page);
    await set(page, 'rate', '400');
    expect(await page.locator('.cards').getAttribute('data-verdict')).toBe('saturated');
    expect(await page.locator('.picture').textContent()).toContain('no figure');
    expect(await page.locator('.card', { hasText: 'p95' }).last().textContent()).not.toMatch(/\d ms/);
    expect(bad).toEqual([]);
    await page.close();
  });

  it('fits on a phone', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, hasTouch: true });
    await page.goto(`${served.origin}/choose-a-dyno.html`);
    await settled(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const picture = await page.locator('.picture svg').boundingBox();
    expect(picture!.width).toBeLessThanOrEqual(340);
    await page.close();
  });
});
