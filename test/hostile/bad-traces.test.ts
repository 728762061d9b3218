import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder } from '../cli/program.ts';
import { changed } from '../cli/scenario-text.ts';

const replay = (file: string): string => changed('rate: 60/s', `replay: ${file}`);

async function complaints(file: string, content: string | Uint8Array): Promise<string[]> {
  const folder = newFolder();
  writeFileSync(join(folder, file), content);
  const { code, stdout, stderr } = await dynosim(['run', '-', '--out', 'out'], { stdin: replay(file), folder });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.trimEnd().split('\n');
}

describe('a trace', () => {
  it('with bad rows has them all counted and ten told, by line', async () => {
    const rows = [
      '0.4,5,0,page',
      'abc,5,0,page',
      ',5,0,page',
      '1,-5,0,page',
      '1,5,x,page',
      '1,5,0,',
      '1,5',
      '1,5,0,page,9',
    ];
    const more = ['nan,5,0,page', '1e400,5,0,page', '1,0x10,0,page', '1,"5,0,page'];
    const text = ['arrival_s,cpu_ms,dyno,class', '0.5,5,0,page', ...rows, ...more].join('\n');
    expect(await complaints('t.csv', text)).toEqual([
      't.csv:3: arrival_s: 0.4 is earlier than the row before, 0.5; arrivals must ascend',
      't.csv:4: arrival_s: expected seconds, 0 or more, got "abc"',
      't.csv:5: arrival_s: expected seconds, 0 or more, got nothing',
      't.csv:6: cpu_ms: expected milliseconds, 0 or more, got "-5"',
      't.csv:7: dyno: expected the number of a dyno, from 0, got "x"',
      't.csv:8: class: expected the name of a request class, got nothing',
      't.csv:9: has 2 fields, the header has 4',
      't.csv:10: has 5 fields, the header has 4',
      't.csv:11: arrival_s: expected seconds, 0 or more, got "nan"',
      't.csv:12: arrival_s: expected seconds, 0 or more, got "1e400"',
      't.csv: and 2 more bad rows',
    ]);
  });

  it.concurrent.each<[title: string, complaint: string, file: string, content: string | Uint8Array]>([
    [
      'without arrivals in its header',
      't.csv:1: no column is called arrival_s (seconds from the start); did you mean it by arrival?',
      't.csv',
      'arrival,cpu_ms\n1,2\n',
    ],
    ['with a column twice', 't.csv:1: two columns are called cpu_ms', 't.csv', 'arrival_s,cpu_ms,cpu_ms\n1,2,3\n'],
    ['with a header only', 'traffic.replay: t.csv: has a header and no arrivals', 't.csv', 'arrival_s\n'],
    ['that is empty', '<stdin>:8:19 traffic.replay: t.csv: is empty', 't.csv', ''],
    [
      'of an unknown class',
      'the trace has requests of class "other", the scenario has none',
      't.csv',
      'arrival_s,class\n1,other\n',
    ],
    [
      'of a dyno that is not there',
      'the trace has a request for dyno 7, counted from 0; web.count is 2',
      't.csv',
      'arrival_s,dyno\n1,7\n',
    ],
    ['that is no gzip file', 't.csv.gz: is not a whole gzip file', 't.csv.gz', 'arrival_s\n1\n'],
    ['that is cut off', 't.csv.gz: is not a whole gzip file', 't.csv.gz', gzipSync('arrival_s\n1\n').subarray(0, 20)],
    ['that is binary', 't.csv: is not a UTF-8 text', 't.csv', new Uint8Array([0xff, 0xfe, 0x80])],
    ['with a line without end', 't.csv:2: not a CSV row', 't.csv', `arrival_s\n${'1'.repeat(300_000)}\n2\n`],
    [
      'with control characters',
      't.csv:2: arrival_s: expected seconds, 0 or more, got "\\u001b[2J"',
      't.csv',
      'arrival_s\n\u001b[2J\n',
    ],
  ])('%s', async (_title, complaint, file, content) => {
    expect((await complaints(file, content)).join('\n')).toContain(complaint);
  });

  it('that is missing is a problem of the scenario', async () => {
    const { stderr } = await dynosim(['run', '-'], { stdin: replay('no.csv'), folder: newFolder() });
    expect(stderr).toContain('<stdin>:8:19 traffic.replay: no.csv: no such file');
  });
});
