import { dynos } from '@dynosim/models';
import { type Design, MEASURED_ON } from './design.ts';
import { element } from './element.ts';

/** Types of the common runtime that can be ordered today and stay awake. */
const TYPES = dynos.filter(({ runtime, isLegacy, sleeps }) => runtime === 'common' && !isLegacy && !sleeps);

interface Range {
  readonly label: string;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly value: number;
}

const RANGES: Readonly<Record<Exclude<keyof Design, 'dyno'>, Range>> = {
  count: { label: 'Dynos', unit: '', least: 1, most: 20, step: 1, value: 4 },
  workers: { label: 'Workers on each', unit: '', least: 1, most: 16, step: 1, value: 4 },
  rate: { label: 'Requests', unit: '/s', least: 5, most: 400, step: 5, value: 80 },
  cpu: { label: 'CPU time of a request', unit: ' ms', least: 1, most: 200, step: 1, value: 40 },
  wait: { label: 'Waiting time of a request', unit: ' ms', least: 0, most: 500, step: 5, value: 80 },
  bound: { label: 'Objective: p95 under', unit: ' ms', least: 50, most: 2000, step: 10, value: 500 },
};

/** A form whose `value` is the design; it says `input` when the design changes. */
export function controls(): HTMLFormElement & { value: Design } {
  const type = element('select', { name: 'dyno' }, ...TYPES.map(option));
  const form = element('form', { class: 'controls' }, element('label', {}, element('span', {}, 'Dyno type'), type));
  for (const [name, range] of Object.entries(RANGES)) form.append(slider(name, range));
  form.append(element('p', { class: 'hint' }, `CPU time as on ${MEASURED_ON}; another type is faster or slower.`));
  const read = (): Design => {
    const numbers = Object.keys(RANGES).map((name) => [name, Number(new FormData(form).get(name))]);
    return { dyno: type.value, ...Object.fromEntries(numbers) } as Design;
  };
  const live = Object.assign(form, { value: read() });
  // Before the notebook hears of it.
  form.addEventListener('input', () => (live.value = read()), { capture: true });
  form.addEventListener('submit', (event) => event.preventDefault());
  return live;
}

function option({ name, memory, pricePerMonth }: (typeof TYPES)[number]): HTMLOptionElement {
  const size = memory < 1024 ? `${memory} MB` : `${memory / 1024} GB`;
  const made = element('option', { value: name.toLowerCase() }, `${name}: ${size}, $${pricePerMonth}`);
  made.selected = made.value === MEASURED_ON;
  return made;
}

function slider(name: string, { label, unit, least, most, step, value }: Range): HTMLLabelElement {
  const attributes = { type: 'range', name, min: `${least}`, max: `${most}`, step: `${step}`, value: `${value}` };
  const input = element('input', attributes);
  const output = element('output', {}, `${value}${unit}`);
  input.addEventListener('input', () => (output.textContent = `${input.value}${unit}`));
  return element('label', {}, element('span', {}, label, output), input);
}
