import { z } from 'zod';

/** One kind of quantity: its units as factors to the unit used inside. The only place where units are converted. */
export interface Quantity {
  readonly kind: string;
  readonly example: string;
  /** Units to propose where somebody left the unit out. */
  readonly usual: readonly string[];
  readonly factors: Readonly<Record<string, number>>;
}

/** Inside: seconds. */
export const DURATION: Quantity = {
  kind: 'duration',
  example: '250ms',
  usual: ['ms', 's'],
  factors: { us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86400 },
};

/** Inside: MiB. Heroku's MB and GB are powers of 2 (facts of its own memory limits: 512 MB is 536870912 bytes). */
export const MEMORY: Quantity = {
  kind: 'memory size',
  example: '512MB',
  usual: ['MB'],
  factors: { KB: 1 / 1024, MB: 1, GB: 1024 },
};

/** Inside: 1/s. */
export const RATE: Quantity = {
  kind: 'rate',
  example: '60/s',
  usual: ['/s'],
  factors: { '/s': 1, '/min': 1 / 60, '/h': 1 / 3600 },
};

/** Inside: a fraction. */
export const SHARE: Quantity = { kind: 'percentage', example: '5%', usual: ['%'], factors: { '%': 0.01 } };

const NUMBER = '(\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)';

/** The regular expression of a quantity, which also stands in the JSON Schema, so that editors check it. */
export function quantityPattern(quantity: Quantity): RegExp {
  const units = Object.keys(quantity.factors).sort((a, b) => b.length - a.length);
  return new RegExp(`^\\s*${NUMBER}\\s*(${units.join('|').replaceAll('/', '\\/')})\\s*$`);
}

/** The value of a well-formed text in the unit used inside; NaN for any other text. */
export function parseQuantity(quantity: Quantity, text: string): number {
  const match = quantityPattern(quantity).exec(text);
  return match ? Number(match[1]) * quantity.factors[match[2]!]! : Number.NaN;
}

export const seconds = (text: string): number => parseQuantity(DURATION, text);
export const mebibytes = (text: string): number => parseQuantity(MEMORY, text);
export const perSecond = (text: string): number => parseQuantity(RATE, text);
export const fraction = (text: string): number => parseQuantity(SHARE, text);

/** The schema of a quantity: a string with a unit, and a message that shows the right form for everything else. */
export function quantity(q: Quantity, description: string): z.ZodString {
  const units = Object.keys(q.factors).join(', ');
  const message = (input: unknown): string =>
    typeof input === 'number'
      ? `a ${q.kind} needs a unit (${units}): write ${q.usual.map((unit) => `${input}${unit}`).join(' or ')}, for instance`
      : `expected a ${q.kind} such as ${q.example} (units: ${units}), got ${show(input)}`;
  return z
    .string({ error: (issue) => message(issue.input) })
    .regex(quantityPattern(q), { error: (issue) => message(issue.input) })
    .meta({ description, examples: [q.example] });
}

function show(input: unknown): string {
  return input === undefined || input === null ? 'nothing' : JSON.stringify(input);
}
