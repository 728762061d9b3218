import type { Figure, Result, ScenarioDocument, Verdict } from '@dynosim/models';
import type { Design } from './design.ts';
import { element } from './element.ts';
import { durationText, moneyText, rateText, shareText } from './quantity.ts';
import type { Answer } from './simulator.ts';

const WORDS: Readonly<Record<Verdict, string>> = {
  ok: '✓ holds',
  'slo-missed': '✗ does not hold',
  unsure: '≈ too close to call',
  saturated: '✗ saturated',
};

/** The answer at a glance: does it hold, how fast is it, what does it cost, how far is the limit. */
export function answerCards(answer: Answer, { bound }: Design): HTMLElement {
  if ('problems' in answer)
    return element('div', { class: 'cards problems' }, ...answer.problems.map((text) => element('p', {}, text)));
  const { result } = answer;
  const { p95, p99 } = result.latencyMs;
  return element(
    'div',
    {
      class: 'cards',
      'data-verdict': result.verdict,
      'data-p95': `${p95.value}`,
      'data-p99': `${p99.value}`,
      'data-fingerprint': result.fingerprint,
    },
    card('Objective', WORDS[result.verdict], `p95 under ${durationText(bound)}`, 'verdict'),
    timeCard('p95', p95, result),
    timeCard('p99', p99, result),
    card('Price', moneyText(result.cost?.perMonthUsd ?? 0), 'a month for all dynos'),
    card('Workers busy', shareText(result.utilisation.workers.value ?? 0), 'of the time, on average'),
    card('Limit', rateText(result.bottleneck?.limitPerSecond ?? 0), limitText(result)),
  );
}

function card(label: string, value: string, detail: string, kind = ''): HTMLElement {
  return element(
    'div',
    { class: `card ${kind}`.trim() },
    element('span', { class: 'label' }, label),
    element('strong', {}, value),
    element('span', { class: 'detail' }, detail),
  );
}

function timeCard(label: string, { value, low, high }: Figure, { verdict }: Result): HTMLElement {
  if (value === null)
    return card(label, '–', verdict === 'saturated' ? 'grows as long as the load lasts' : 'no answer');
  const range = low === null || high === null ? '' : `${durationText(Math.max(0, low))} to ${durationText(high)}`;
  return card(label, durationText(value), range);
}

function limitText({ bottleneck, offeredPerSecond, growthPerSecond }: Result): string {
  if (growthPerSecond !== null) return `the queue grows by ${rateText(growthPerSecond)}`;
  if (bottleneck === null || offeredPerSecond === null) return '';
  const headroom = bottleneck.limitPerSecond / offeredPerSecond - 1;
  return `${bottleneck.resource === 'cpu' ? 'CPU gives out' : 'workers give out'}: ${shareText(headroom)} more at most`;
}

/** What the answer rests on, and how to ask the same on the command line. */
export function background(answer: Answer, scenario: ScenarioDocument): HTMLElement {
  const notes = 'result' in answer ? answer.result.notes : [];
  const text = `${JSON.stringify(scenario, null, 2)}\n`;
  return element(
    'div',
    { class: 'background' },
    ...notes.map((note) => element('p', { class: 'note' }, note)),
    element(
      'details',
      {},
      element('summary', {}, 'The same on the command line'),
      element(
        'p',
        {},
        'Save this as scenario.json: ',
        element('code', {}, 'dynosim run scenario.json'),
        ' gives the same figures.',
      ),
      element('pre', { id: 'scenario' }, text),
    ),
  );
}
