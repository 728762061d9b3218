import { describe, expect, it } from 'vitest';
import { CsvRows } from './csv-rows.ts';
import { LIMITS } from './limits.ts';

type Row = [line: number, fields: readonly string[] | undefined];

function read(...pieces: string[]): Row[] {
  const rows: Row[] = [];
  const reader = new CsvRows((fields, line) => void rows.push([line, fields]));
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return rows;
}

describe('CSV rows', () => {
  it.each<[text: string, rows: Row[]]>([
    [
      'a,b\n1,2\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'a,b\r\n\r\n1,2',
      [
        [1, ['a', 'b']],
        [3, ['1', '2']],
      ],
    ],
    ['\ufeffa\n', [[1, ['a']]]],
    ['"a","b ""c"", d",\n', [[1, ['a', 'b "c", d', '']]]],
    [
      'a,"x\ny"\nb\n',
      [
        [1, ['a', 'x\ny']],
        [3, ['b']],
      ],
    ],
    [',\n', [[1, ['', '']]]],
    [
      '"a"b\n1\n',
      [
        [1, undefined],
        [2, ['1']],
      ],
    ],
    ['1,"open\n2\n', [[1, undefined]]],
    ['', []],
  ])('of %j', (text, rows) => {
    expect(read(text)).toEqual(rows);
    expect(read(...text)).toEqual(rows);
  });

  it.each([-1, 0, 1])('of the longest line and %i characters', (more) => {
    const line = 'x'.repeat(LIMITS.csvLine + more);
    const expected: Row[] = [
      [1, ['a']],
      [2, more > 0 ? undefined : [line]],
      [3, ['b']],
    ];
    expect(read(`a\n${line}\nb`)).toEqual(expected);
    expect(read('a\n', line, '\nb')).toEqual(expected);
  });
});
