import { buildpacks, type DynoType, defaultWorkers } from '@dynosim/models';
import { coresText, memoryText } from './dyno-table.ts';
import { wrapped } from './wrapped.ts';

const RUNTIMES: Readonly<Record<DynoType['runtime'], string>> = {
  common: 'common runtime',
  private: 'Private Spaces',
  shield: 'Shield Spaces',
};

/** One dyno type for a person: every figure, then on whose word, then how sure that is. */
export function dynoText(dyno: DynoType): string {
  const facts = factsOf(dyno).flatMap(([label, value]) => row(label, value));
  const sections = [
    [dyno.name, ...facts],
    ['Default workers', ...workers(dyno)],
    ['Sources', ...bullets(dyno.sources)],
    ['Uncertain', ...bullets(dyno.uncertain)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function factsOf(dyno: DynoType): [label: string, value: string][] {
  const { compute, pricePerMonth, pricePerHour, maxCount, processLimit } = dyno;
  const generation = dyno.generation === 'fir' ? 'Fir' : 'Cedar';
  return [
    ['runtime', `${RUNTIMES[dyno.runtime]} (${generation})${dyno.isLegacy ? ', no longer on offer' : ''}`],
    ['host', `${dyno.isDedicated ? 'its own' : 'shared with others'}${dyno.sleeps ? '; sleeps without traffic' : ''}`],
    ['memory', memory(dyno)],
    ['cores', `${coresText(dyno.cores)} at most (${dyno.coresSource})`],
    ['speed', `${dyno.speed.toFixed(3)} of Performance-L (${dyno.speedSource})`],
    ['guaranteed', `${coresText(dyno.guaranteed)} cores of Performance-L`],
    ['compute units', compute === undefined ? 'none published' : unitsText(compute)],
    ['nproc inside', known(dyno.nproc)],
    ['processes', known(processLimit)],
    ['price', `${pricePerMonth} USD a month, ${pricePerHour.toFixed(4)} USD an hour`],
    ['dynos at most', maxCount === undefined ? 'not known' : `${maxCount} of one process type`],
  ];
}

function memory({ memory, r15Multiple, hasSwap }: DynoType): string {
  const killed = r15Multiple === undefined ? 'R15 not known' : `killed (R15) at ${memoryText(memory * r15Multiple)}`;
  const swap = hasSwap === undefined ? 'swap not known' : hasSwap ? 'with swap' : 'no swap';
  return `${memoryText(memory)}, ${killed}, ${swap}`;
}

function unitsText({ guaranteed, burst }: { guaranteed: number; burst: number }): string {
  return guaranteed === burst ? `${burst}` : `${guaranteed} to ${burst}`;
}

function known(value: number | undefined): string {
  return value === undefined ? 'not known' : String(value);
}

function workers(dyno: DynoType): string[] {
  const set = buildpacks.flatMap(({ name }) => {
    const given = defaultWorkers([name], dyno);
    return given === undefined ? [] : row(name, `${given.workers} (${given.source})`);
  });
  return set.length > 0 ? set : ['  no buildpack sets a number'];
}

function row(label: string, value: string): string[] {
  return wrapped(value, `  ${label.padEnd(15)}`, ' '.repeat(17));
}

function bullets(texts: readonly string[]): string[] {
  return texts.flatMap((text) => wrapped(text, '  ', '    '));
}
