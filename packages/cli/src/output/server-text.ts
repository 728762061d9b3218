import type { ServerDefinition, Setting } from '@dynosim/models';
import { wrapped } from './wrapped.ts';

/** A server for a person: what it is, then every setting with its default and on whose word that is. */
export function serverText({ name, summary, source, buildpack, isMeasured, settings }: ServerDefinition): string {
  const basis = isMeasured ? 'held against a real one' : 'no: built from its sources and documents alone';
  const lines = [
    ...wrapped(`${name}: ${summary}`, '', '  '),
    ...wrapped(`measured: ${basis}`, '  ', '    '),
    ...wrapped(`source: ${source}`, '  ', '    '),
    ...wrapped(`default buildpack: ${buildpack}`, '  ', '    '),
    ...Object.entries(settings).flatMap(([key, setting]) => settingLines(key, setting)),
  ];
  return `${lines.join('\n')}\n`;
}

function settingLines(key: string, { help, choices, default: value, source }: Setting): string[] {
  const choice = choices === undefined || choices.length < 2 ? '' : `; one of ${choices.join(', ')}`;
  return [
    '',
    ...wrapped(help + choice, `  ${key.padEnd(16)}`, ' '.repeat(18)),
    ...wrapped(`default ${value} (${source})`, ' '.repeat(18), ' '.repeat(20)),
  ];
}
