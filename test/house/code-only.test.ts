import { expect, it } from 'vitest';
import { codeOnly } from './code-only.ts';

it('blanks comments and keeps lines', () => {
  expect(codeOnly('a; // Date\n/* process\n*/ b;')).toBe('a;        \n          \n   b;');
});

it('blanks strings but not their quotes, and knows escapes', () => {
  expect(codeOnly(String.raw`x = 'it\'s' + "a//b";`)).toBe(`x = '     ' + "    ";`);
});

it('keeps what a template computes, also in templates within templates', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text under test is a template
  expect(codeOnly('`Date ${Date + `x${a}`} } now`;')).toBe('`     ${Date + ` ${a}`}      `;');
});

it('blanks patterns and leaves divisions', () => {
  expect(codeOnly(`s.replace(/'[/"]/g, a / b / c)`)).toBe('s.replace(/      g, a / b / c)');
});
