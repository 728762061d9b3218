import { describe, expect, it } from 'vitest';
import { ProgressLine } from './progress-line.ts';

function shownOn(isTTY: boolean, terminal: string, states: readonly [time: number, fraction: number][]): string[] {
  const written: string[] = [];
  let now = 0;
  const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) };
  const line = new ProgressLine(stream, () => now, terminal);
  for (const [time, fraction] of states) {
    now = time;
    line.show(fraction, 'round 1');
  }
  line.clear();
  return written;
}

describe('progress', () => {
  it('is a bar on a terminal that is taken away in the end and never falls back', () => {
    const written = shownOn(true, 'xterm', [
      [50, 0.1],
      [200, 0.5],
      [400, 0.25],
    ]);
    expect(written).toEqual([
      `\r\u001b[2K${'█'.repeat(12)}${'░'.repeat(12)}  50 %  round 1`,
      `\r\u001b[2K${'█'.repeat(12)}${'░'.repeat(12)}  50 %  round 1`,
      '\r\u001b[2K',
    ]);
  });

  it.each([
    [false, 'xterm'],
    [true, 'dumb'],
  ])('is a plain line every few seconds elsewhere', (isTTY, terminal) => {
    const written = shownOn(isTTY, terminal, [
      [200, 0.1],
      [5100, 0.5],
      [6000, 0.6],
      [10_200, 1],
    ]);
    expect(written).toEqual(['50 %  round 1\n', '99 %  round 1\n']);
  });
});
