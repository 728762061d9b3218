import { writeFile } from 'node:fs/promises';
import { type ChartDefinition, type ChartInput, charts } from '@dynosim/charts';
import { nearest, perSecond } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { type Material, readMaterial, simulated } from './chart-material.ts';
import { ExitCode } from './exit-code.ts';
import { printable } from './output/printable.ts';
import { whyUnwritable } from './output/unwritable.ts';
import { readMeasuredFile } from './readers/measured-file.ts';
import { overridesOf } from './readers/override.ts';
import type { RunOptions } from './run-scenario.ts';

/** The options of `chart` as commander gives them. */
export interface ChartOptions extends Pick<RunOptions, 'set' | 'seed' | 'replications' | 'precision' | 'threads'> {
  readonly name: string;
  readonly output: readonly string[];
  readonly measured?: readonly string[];
  readonly today?: string;
  readonly json?: boolean;
}

/** The command `chart`: read results, or simulate scenarios, and draw. Nothing is written unless everything is. */
export async function drawChart(files: readonly string[], options: ChartOptions): Promise<ExitCode> {
  const definition = findChart(options.name);
  const { formatOf } = await import('./render/picture.ts');
  const outputs = options.output.map((file) => ({ file, toFormat: formatOf(file) }));
  const today = options.today === undefined ? undefined : readRate(options.today);
  const measured = await Promise.all((options.measured ?? []).map(readMeasuredFile));
  const materials = await readMaterials(files, options);
  const isUnfit = unfit(definition, materials, measured.length);
  if (isUnfit !== undefined) throw new BadInput(`${definition.name} ${isUnfit}`);
  const made = await simulated(materials, definition, options);
  if (made === undefined) {
    process.stderr.write('interrupted: nothing was drawn\n');
    return ExitCode.interrupted;
  }
  const input: ChartInput = { results: made.results, measured, ...todayOf(today ?? made.today) };
  const chart = definition.draw(input);
  const pictures = await Promise.all(
    outputs.map(async ({ file, toFormat }) => ({ file, bytes: await toFormat(chart) })),
  );
  for (const { file, bytes } of pictures) await write(file, bytes);
  const { headlines } = await import('./render/spoken.ts');
  const { title } = headlines(chart);
  const document = { chart: definition.name, title, files: options.output };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(document)}\n`
      : `${printable(title)}\n${options.output.map((file) => `  ${printable(file)}\n`).join('')}`,
  );
  return ExitCode.done;
}

function todayOf(today: number | undefined): Pick<ChartInput, 'today'> {
  return today === undefined ? {} : { today };
}

function readRate(text: string): number {
  const rate = perSecond(text);
  if (rate > 0) return rate;
  throw new BadInput(`--today ${printable(text)}: expected a rate such as 60/s or 3600/min`);
}

function findChart(name: string): ChartDefinition {
  const found = charts.find((chart) => chart.name === name);
  if (found) return found;
  const names = charts.map((chart) => chart.name);
  const meant = nearest(name, names);
  const hint = meant ? `did you mean ${meant}?` : `there are ${names.join(', ')}`;
  throw new BadInput(`--name: there is no chart ${printable(JSON.stringify(name))}; ${hint}`);
}

/** Standard input can be read once. */
async function readMaterials(files: readonly string[], options: ChartOptions): Promise<Material[]> {
  if (files.filter((file) => file === '-').length > 1) throw new BadInput('-: standard input can be given once');
  const overrides = overridesOf(options);
  const materials = await Promise.all(files.map((file) => readMaterial(file, overrides)));
  if (overrides.length > 0 && materials.every(({ kind }) => kind === 'results'))
    throw new BadInput(`${printable(overrides[0]!.argument)}: changes a scenario, and only results were given`);
  return materials;
}

/** Why a chart cannot be drawn from what was given, told before anything is simulated. */
function unfit({ takes }: ChartDefinition, materials: readonly Material[], measured: number): string | undefined {
  const results = materials.reduce((sum, one) => sum + (one.kind === 'results' ? one.results.length : 1), 0);
  if (takes.results === 'one' && results !== 1) return `is drawn from one result, got ${results}`;
  if (takes.measured && measured !== 1) return `needs a measured run: --measured FILE, got ${measured}`;
  return takes.measured || measured === 0 ? undefined : 'shows no measured run: leave --measured out';
}

async function write(file: string, bytes: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    throw new BadInput(`${printable(file)} cannot be written: ${whyUnwritable(error)}`);
  }
}
