import type { Command } from 'commander';
import type { ChartOptions } from '../draw-chart.ts';
import { type CommandDefinition, collected, threadCount } from './command.ts';

export const chart: CommandDefinition = {
  name: 'chart',
  register(program, finished) {
    const command = program
      .command('chart')
      .description('draw results: as SVG, PNG, a page for the browser, or Vega-Lite to edit')
      .argument(
        '<file...>',
        'results as run --json or --out wrote them, or scenarios to simulate first; - reads standard input',
      );
    addOptions(command).action(async (files: readonly string[], options: ChartOptions) => {
      const { drawChart } = await import('../draw-chart.ts');
      finished(await drawChart(files, options));
    });
  },
};

function addOptions(command: Command): Command {
  return command
    .requiredOption('--name <chart>', 'which one: dynosim catalogue charts lists them')
    .requiredOption('-o, --output <file>', 'ends with .svg, .png, .html or .vl.json; repeatable', collected)
    .option('--measured <file>', 'a measured run: CSV with latency_ms, or JSON with latencyMs', collected)
    .option('--today <rate>', "today's load such as 60/s, a mark on an axis of loads (default: the scenario's)")
    .option('--set <path=value>', 'change a value of the scenarios, such as web.count=6; repeatable', collected)
    .option('--seed <text>', 'the same seed gives the same picture')
    .option('--replications <number>', 'independent repetitions of each simulation')
    .option('--precision <share>', 'of each simulation (default: as the scenario says; 10% at most for many loads)')
    .option('--threads <number>', 'threads to use (default: one for each core)', threadCount)
    .option('--json', 'say what was drawn as one JSON document on standard output');
}
