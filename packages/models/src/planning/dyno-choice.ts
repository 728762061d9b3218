import type { DynoType } from '../catalogue/dyno-type.ts';
import { dynos, findDyno } from '../catalogue/dynos.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Rejection } from './plan.ts';

/** The dyno types that a plan looks at: those that were named, or what can be ordered beside today's dynos. */
export function dynoChoice(scenario: Scenario, names: readonly string[]): DynoType[] {
  if (names.length > 0) return names.map((name) => findDyno(name)!);
  const today = scenario.web.dyno;
  const [runtime, generation] = [today?.runtime ?? 'common', today?.generation ?? 'cedar'];
  return dynos.filter((dyno) => dyno.runtime === runtime && dyno.generation === generation && !dyno.isLegacy);
}

/** What was not looked at, in one line. */
export function notChosen(scenario: Scenario, names: readonly string[]): Rejection[] {
  if (names.length > 0) return [];
  const runtime = scenario.web.dyno?.runtime ?? 'common';
  const other = runtime === 'common' ? 'Private, Shield, Fir' : 'other runtimes';
  return [
    { family: other, reason: 'another runtime than the dynos of the scenario: name types with --dynos to compare' },
  ];
}
