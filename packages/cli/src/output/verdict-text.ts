import { type Result, type SloResult, sloFigures, type Verdict } from '@dynosim/models';
import { isExhausted } from './exhaustion.ts';
import { printable } from './printable.ts';
import { durationFigure, inOne, percentFigure, percentText, rateText } from './quantity-text.ts';

/** The answer in a word and a sentence. */
export interface VerdictText {
  readonly word: string;
  readonly reason: string;
}

const WORDS: Readonly<Record<Verdict, string>> = {
  ok: 'holds',
  'slo-missed': 'does not hold',
  unsure: 'too close to call',
  saturated: 'saturated',
};

export function verdictText(result: Result): VerdictText {
  const word = WORDS[result.verdict];
  if (result.verdict === 'saturated') return { word, reason: whySaturated(result) };
  const deciding = (['no', 'unsure', 'yes'] as const)
    .map((holds) => result.slo.find((rule) => rule.holds === holds))
    .find(Boolean);
  if (deciding) return { word, reason: sloReason(deciding) + advice(result) };
  return { word: wordWithoutObjective(result), reason: withoutObjective(result) };
}

/** Not everything that has a steady state is stable: where clients wait or leave, it has one at any load. */
function wordWithoutObjective(result: Result): string {
  if (result.horizon !== 'steady') return 'done';
  return isExhausted(result) ? 'at its limit' : 'stable';
}

/** `p95 212 ms (205 to 219), wanted < 400ms`. */
export function sloReason({ rule, value, holds }: SloResult): string {
  const [, name, operator, bound] = /^\s*([\w-]+)\s*(<=|>=|<|>|=)\s*(.+?)\s*$/.exec(rule) ?? ['', rule, '', ''];
  const isTime = sloFigures[name!] === 'duration';
  const figure = inOne(isTime ? durationFigure(value) : percentFigure(value));
  const spaced = printable(bound!).replace(/^([\d.]+)(?=\D)/, '$1 ');
  if (holds === 'yes' && operator!.startsWith('<')) return `${name} ${figure} under ${spaced}`;
  if (holds === 'no' && operator!.startsWith('<')) return `${name} ${figure}, not under ${spaced}`;
  return `${printable(name!)} ${figure}, wanted ${operator} ${spaced}`;
}

function advice({ verdict, horizon, precision, replications }: Result): string {
  if (verdict !== 'unsure') return '';
  if (horizon === 'terminating') return `; more replications decide it: --replications ${replications * 4}`;
  const finer = (precision.reached ?? precision.wanted ?? 0.05) / 2;
  return `; a longer run decides it: --precision ${Number((finer * 100).toPrecision(1))}%`;
}

function whySaturated(result: Result): string {
  const { growthPerSecond, sustainableRate, offeredPerSecond, scenario } = result;
  const arriving = rateText(offeredPerSecond ?? result.requests.arrived / result.simulatedSeconds);
  const able = sustainableRate === null ? 'less' : rateText(sustainableRate);
  const growth =
    growthPerSecond === null
      ? ''
      : `; the queue grows by ${rateText(growthPerSecond).replace('/s', '')} requests every second`;
  const held = scenario.traffic.retries ? `with all their retries ${able} can` : `${able} can`;
  return `${arriving} arrive, ${held} be served${growth}`;
}

function withoutObjective({ latencyMs, errors }: Result): string {
  if (latencyMs.p95.value === null) return 'no request succeeded';
  const failed = (errors.rate.value ?? 0) > 0 ? `, ${percentText(errors.rate.value!)} failed` : '';
  return `p95 ${inOne(durationFigure(latencyMs.p95))}${failed}; no objective is stated (slo)`;
}
