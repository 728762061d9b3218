import { type DynoType, defaultWorkers } from '@dynosim/models';
import { wrapped } from './wrapped.ts';

interface Column {
  readonly title: string;
  readonly width: number;
  readonly cell: (dyno: DynoType) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'Memory', width: 7, cell: ({ memory }) => memoryText(memory) },
  { title: 'Cores', width: 7, cell: ({ cores }) => coresText(cores) },
  { title: 'Speed', width: 7, cell: ({ speed }) => speed.toFixed(2) },
  { title: 'Guaranteed', width: 12, cell: ({ guaranteed }) => coresText(guaranteed) },
  { title: '$/month', width: 9, cell: ({ pricePerMonth }) => String(pricePerMonth) },
  { title: '$/hour', width: 9, cell: ({ pricePerHour }) => pricePerHour.toFixed(4) },
  { title: 'Workers', width: 9, cell: (dyno) => String(defaultWorkers(['python'], dyno)?.workers ?? '-') },
];

interface Group {
  readonly title: string;
  readonly has: (dyno: DynoType) => boolean;
}

const GROUPS: readonly Group[] = [
  { title: 'Common runtime', has: ({ runtime, isLegacy }) => runtime === 'common' && !isLegacy },
  { title: 'Private Spaces', has: ({ runtime, generation }) => runtime === 'private' && generation === 'cedar' },
  { title: 'Shield Spaces', has: ({ runtime }) => runtime === 'shield' },
  { title: 'Fir', has: ({ generation }) => generation === 'fir' },
  { title: 'Of the past', has: ({ isLegacy }) => isLegacy },
];

const LEGEND = [
  'Cores x Speed is the most that the app can use, in cores of Performance-L; Guaranteed is what is left of it among busy neighbours. Of shared types no text says how many cores they have: assumed from compute units.',
  'Speed was measured in 2021 for Free, Hobby, Standard and Performance-M and -L, and is assumed for the rest.',
  'Workers: what the Python buildpack starts if nobody says otherwise.',
  'dynosim catalogue dynos NAME says where a row comes from and what is uncertain about it.',
];

/** All dyno types for a person, in at most 80 columns. */
export function dynoTable(dynos: readonly DynoType[]): string {
  const groups = GROUPS.map(({ title, has }) => [
    line(title, (column) => column.title),
    ...dynos.filter(has).map((dyno) => line(`  ${dyno.name}`, (column) => column.cell(dyno))),
  ]);
  return `${[...groups, LEGEND.flatMap((text) => wrapped(text, '', ''))].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function line(first: string, cell: (column: Column) => string): string {
  return [first.padEnd(19), ...COLUMNS.map((column) => cell(column).padStart(column.width))].join('').trimEnd();
}

/** `512 MB`, `2.5 GB`. */
export function memoryText(mebibytes: number): string {
  return mebibytes < 1024 ? `${mebibytes} MB` : `${Number((mebibytes / 1024).toFixed(1))} GB`;
}

/** `8`, `3.18`, `0.9`. */
export function coresText(cores: number): string {
  return String(Number(cores.toFixed(2)));
}
