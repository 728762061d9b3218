import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Streams } from '@dynosim/sim-core';
import { newFolder } from '../cli/program.ts';

const PROGRAM = new URL('../../packages/cli/src/main.ts', import.meta.url).pathname;

/** Cells that take from almost no time to a while, so that they are not done in order. */
const SCENARIO = `version: 1
web: {cores: 4, count: 2}
server: {name: gunicorn, workers: 4}
requests:
  - name: page
    phases: [{cpu: 5ms}, {wait: {lognormal: {mean: 95ms, cv: 1}}}]
traffic: {rate: 60/s}
run: {duration: 20s, replications: 4}
`;
const VARY = ['--vary', 'run.duration=480s,20s,240s,5s,100s,10s', '--vary', 'web.count=1..4'];

const MOST_KILLS = 6;

export interface Killed {
  /** How often the program was killed before it came to its end. */
  readonly kills: number;
  /** Lines that were whole after each kill, and whether the last one was torn. */
  readonly left: readonly string[];
  readonly bytes: string;
  readonly files: readonly string[];
}

/** A sweep that nobody disturbs: how long it takes [ms] and what it writes. */
export async function undisturbed(): Promise<{ readonly milliseconds: number; readonly bytes: string }> {
  const folder = scenarioFolder();
  const began = performance.now();
  if (!(await sweep(folder, undefined))) throw new Error('the sweep did not end');
  return { milliseconds: performance.now() - began, bytes: resultsOf(folder) };
}

/** The same sweep, killed with SIGKILL at random moments until it gets to its end. */
export async function killed(seed: string, longest: number): Promise<Killed> {
  const folder = scenarioFolder();
  const moments = new Streams(seed, 0).uniform('moments');
  const left: string[] = [];
  for (let kills = 0; ; kills++) {
    // One kill in four comes at any time from the start on, the others after the first new result.
    const afterResult = kills % 4 !== 0;
    const patience = moments.next() * longest * (afterResult ? 0.3 : 1);
    if (await sweep(folder, kills < MOST_KILLS ? { patience, afterResult } : undefined)) {
      return { kills, left, bytes: resultsOf(folder), files: readdirSync(join(folder, 'out')) };
    }
    const text = resultsOf(folder);
    left.push(`${text.split('\n').length - 1}${text === '' || text.endsWith('\n') ? '' : ' and a piece'}`);
    // A kill in the middle of a write is rare: some are made here.
    if (kills % 2 === 1 && text !== '') tear(folder, text, moments.next());
  }
}

function scenarioFolder(): string {
  const folder = newFolder();
  writeFileSync(join(folder, 'scenario.yaml'), SCENARIO);
  return folder;
}

/** When to kill: so many milliseconds after the start or after the first result that this process writes. */
interface Moment {
  readonly patience: number;
  readonly afterResult: boolean;
}

/** True if the program came to its end before it was killed. */
async function sweep(folder: string, moment: Moment | undefined): Promise<boolean> {
  const args = ['sweep', 'scenario.yaml', ...VARY, '--out', 'out', '--threads', '2', '--json'];
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  if (moment !== undefined) {
    const before = resultsOf(folder).length;
    let isOver = false;
    ended.then(() => (isOver = true));
    while (moment.afterResult && !isOver && resultsOf(folder).length <= before) await setTimeout(5);
    await Promise.race([ended, setTimeout(moment.patience)]);
    child.kill('SIGKILL');
  }
  const code = await ended;
  if (code !== 0 && code !== null) throw new Error(`the sweep ended with ${code}: ${stderr}`);
  return code === 0;
}

function resultsOf(folder: string): string {
  try {
    return readFileSync(join(folder, 'out', 'results.ndjson'), 'utf8');
  } catch {
    return '';
  }
}

/** Takes a part of the last line away, as a kill in the middle of a write would. */
function tear(folder: string, text: string, share: number): void {
  const start = text.lastIndexOf('\n', text.length - 2) + 1;
  const end = start + Math.floor(share * (text.length - start));
  writeFileSync(join(folder, 'out', 'results.ndjson'), text.slice(0, end));
}
