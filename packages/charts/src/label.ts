import type { Result } from '@dynosim/models';

/**
 * A name from outside as a chart shows it: on one line, without characters that cannot be seen or that turn the
 * direction of writing, without towers of accents, and not longer than there is room.
 */
export function shown(name: string, width = 40): string {
  const clean = name
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim();
  const characters = Array.from(clean);
  return characters.length > width
    ? `${characters
        .slice(0, width - 1)
        .join('')
        .trimEnd()}…`
    : clean;
}

/** What was simulated: `Storefront: 2 dynos of 4 cores, gunicorn with 4 workers each`. */
export function setting({ scenario }: Result): string {
  const { count = 1, dyno, cores } = scenario.web;
  const { name, workers } = scenario.server as { name: string; workers?: unknown };
  const kind =
    dyno === undefined ? `dyno${s(count)} of ${cores} core${s(cores)}` : `${shown(dyno, 20)} dyno${s(count)}`;
  const staff = typeof workers === 'number' ? ` with ${workers} worker${s(workers)}` : '';
  const title = shown(scenario.name ?? '', 48) || 'scenario';
  return `${title}: ${count} ${kind}, ${shown(name, 20)}${staff}${count === 1 ? '' : ' each'}`;
}

function s(count: unknown): string {
  return count === 1 ? '' : 's';
}

/** How sure the figures are: `Bands: where the true value lies with 95 % confidence; 40 replications, seed 42`. */
export function certainty(what: string, results: readonly Result[]): string {
  const counts = results.map(({ replications }) => replications);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return `One run each, so without intervals; simulated, seed ${seeds(results)}`;
  const runs = least === most ? `${most}` : `${least} to ${most}`;
  return `${what}: 95 % confidence intervals from ${runs} replications; simulated, seed ${seeds(results)}`;
}

function seeds(results: readonly Result[]): string {
  const all = [...new Set(results.map(({ seed }) => shown(seed, 16)))];
  return all.length > 2 ? `${all[0]} and ${all.length - 1} others` : all.join(' and ');
}

/** A text in lines of at most so many characters. */
export function lines(text: string, width: number): string[] {
  const [first = '', ...words] = text.split(' ');
  const all = [first];
  for (const word of words) {
    const longer = `${all.at(-1)} ${word}`;
    if (longer.length > width) all.push(word);
    else all[all.length - 1] = longer;
  }
  return all;
}
