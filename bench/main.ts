import { appendFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { A_DAY, memoryTable, peaks, SIZES } from './memory.ts';
import { DYNOSIM, type Program, programs, REFERENCE } from './programs.ts';
import { runRounds } from './rounds.ts';
import { roundsTable } from './table.ts';

const HELP = `usage: pnpm bench [--rounds N] [--requests N] [--only NAME] [--memory [--day]] [--json FILE]

  --rounds N     rounds in which every program runs once, in a process of its own (5)
  --requests N   requests of each repetition (1000000; simjs gets a tenth)
  --only NAME    this program, next to the reference; may be repeated
  --memory       instead: peak memory of dynosim at 1 and at 20 million requests
  --day          with --memory: at 86 million as well, a day at 1000 requests a second
  --json FILE    append the figures as one line`;

function main(): void {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      requests: { type: 'string', default: '1000000' },
      only: { type: 'string', multiple: true },
      memory: { type: 'boolean', default: false },
      day: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return;
  }
  const chosen = choose(programs(), values.memory ? [DYNOSIM] : values.only);
  const figures = values.memory
    ? memory(chosen.find(({ name }) => name === DYNOSIM)!, values.day)
    : speed(chosen, positive('rounds', values.rounds), positive('requests', values.requests));
  if (values.json !== undefined) appendFileSync(values.json, `${JSON.stringify({ ...machine(), ...figures })}\n`);
}

function speed(chosen: readonly Program[], rounds: number, requests: number): object {
  if (!chosen.some(({ name }) => name === REFERENCE))
    say('no g++ here: the C++ reference is skipped, ratios are missing\n');
  const rows = runRounds(chosen, rounds, requests);
  say('Plain dyno model: Poisson 300/s, random choice of 10 dynos x 4 FIFO workers, log-normal service 100 ms, cv 1;');
  say('events: the same by the event-driven engine; closed-loop, sharing and full are other models, one file each');
  say(
    `CPU time of warm repetitions with percentiles, median of ${rounds} rounds; ratio to ${REFERENCE}, and to ${DYNOSIM} (by plain), within a round\n`,
  );
  say(roundsTable(rows));
  return { rounds, requests, programs: rows };
}

function memory(program: Program, day: boolean): object {
  const rows = peaks(program, day ? [...SIZES, A_DAY] : SIZES);
  say(memoryTable(program, rows));
  return { memory: rows };
}

function choose(all: readonly Program[], only: readonly string[] | undefined): Program[] {
  const unknown = only?.find((name) => name !== REFERENCE && !all.some((program) => program.name === name));
  if (unknown !== undefined) stop(`no program '${unknown}'; there are ${all.map(({ name }) => name).join(', ')}`);
  return all.filter(({ name }) => only === undefined || name === REFERENCE || only.includes(name));
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) stop(`--${name} must be a whole number from 1 on, not '${text}'`);
  return value;
}

function machine(): object {
  const at = new Date().toISOString();
  return { at, node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function stop(message: string): never {
  process.stderr.write(`bench: ${message}\n`);
  process.exit(2);
}

main();
