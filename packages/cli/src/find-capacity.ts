import { type Capacity, createCapacitySearch } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { ExitCode } from './exit-code.ts';
import { capacityText } from './output/capacity-text.ts';
import { wantsColour } from './output/colour.ts';
import { conductAttended, readSearchScenario, type SearchOptions } from './search-scenario.ts';

/** The options of `capacity` as commander gives them. */
export interface CapacityOptions extends SearchOptions {
  readonly precision?: number;
  readonly headroom?: number;
  readonly check?: boolean;
  readonly strict?: boolean;
}

/** Half width of the limit's interval, relative: assumed to be enough for a review. */
const PRECISION = 0.02;

/** The command `capacity`: read, search, print, judge. */
export async function findCapacity(file: string, options: CapacityOptions): Promise<ExitCode> {
  if (options.strict && !options.check) throw new BadInput('--strict goes with --check');
  if (options.headroom !== undefined && !options.check) throw new BadInput('--headroom goes with --check');
  const input = await readSearchScenario(file, options);
  const search = createCapacitySearch(input.document, input.attachments, options.precision ?? PRECISION);
  const { result: answer, isInterrupted } = await conductAttended(search, input, options);
  if (answer === undefined) return ExitCode.interrupted;
  if (isInterrupted && options.json) process.stderr.write('interrupted: this is what was known by then\n');
  process.stdout.write(
    options.json ? `${JSON.stringify(answer)}\n` : capacityText(answer, wantsColour(process.stdout)),
  );
  return isInterrupted ? ExitCode.interrupted : judged(answer, options);
}

function judged({ limit, today }: Capacity, { check, strict, headroom = 0 }: CapacityOptions): ExitCode {
  if (!check || limit.value === null) return ExitCode.done;
  const wanted = today * (1 + headroom);
  const isMissed = strict ? (limit.low ?? limit.value) < wanted : (limit.high ?? limit.value) < wanted;
  return isMissed ? ExitCode.missed : ExitCode.done;
}
