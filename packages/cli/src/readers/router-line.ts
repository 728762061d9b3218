/** A request as Heroku's router logs it when it is over. */
export interface RouterLine {
  /** Of the end [s since 1970]; where the log has no year, since the beginning of some year. */
  readonly stamp: number;
  /** From the arrival to the end, connecting included [s]; 0 where the router did not get that far. */
  readonly duration: number;
}

const ISO = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?/.source;
const SYSLOG = /([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)/.source;
/**
 * Who wrote a line and when: `heroku logs`, a log drain (RFC 5424, with or without the length of the frame), an archive
 * of Papertrail, its live tail. Source: Heroku Dev Center, "HTTP Routing" and "Log Drains" (2025-07-31); Papertrail,
 * "Permanent log archives".
 */
const FORMS = [
  new RegExp(`^${ISO} heroku\\[router\\]: `),
  new RegExp(`^(?:\\d+ )?<\\d{1,3}>1 ${ISO} \\S+ heroku router -(?: -)? `),
  new RegExp(`^\\d+\\t${ISO}\\t(?:[^\\t]*\\t){6}heroku/router\\t`),
];
const LIVE_TAIL = new RegExp(`^${SYSLOG} \\S+ heroku/router: +`);
/** How a line of any of these logs begins, whoever wrote it. */
const BEGINNING = new RegExp(`^\\s*(?:(?:\\d+ )?<\\d{1,3}>1 |\\d+\\t)?${ISO}[ \\t]|^\\s*${SYSLOG} \\S+ \\S+:`);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const FRAME = /(?<=.)(?=(?:\b\d{1,5} )<\d{1,3}>1 \d{4}-)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal that were saved with the text
const COLOUR = /\u001b\[[\d;]*m/g;
/** Values may be quoted, with quotes inside; a path may contain anything that looks like another key. */
const FIELD = /([a-z_]+)=("(?:[^"\\]|\\.)*"|\S*)/g;
const MILLISECONDS = /^-?\d+(?:\.\d+)?(?:ms)?$/;

/** True if a text begins like a log rather than like a table. */
export function looksLikeLog(text: string): boolean {
  return BEGINNING.test(bare(text.slice(0, 4096)));
}

/** The messages of one line of a file: a drain may have glued several frames together. */
export function framesOf(line: string): string[] {
  const text = bare(line);
  return text.includes('>1 ') ? text.split(FRAME) : [text];
}

/** A request; undefined for anything else in the log; or what is wrong with a line of the router. */
export function readRouterLine(frame: string): RouterLine | string | undefined {
  const match = FORMS.map((form) => form.exec(frame)).find((found) => found !== null);
  const live = match ? null : LIVE_TAIL.exec(frame);
  const message = frame.slice((match ?? live)?.[0].length ?? frame.length);
  if (!/(?:^| )at=/.test(message)) return undefined;
  const fields = new Map([...message.matchAll(FIELD)].map(([, key, value]) => [key!, value!]));
  const duration = sumOf(fields, ['connect', 'service']);
  if (typeof duration === 'string') return duration;
  return { stamp: match ? isoStamp(match) : liveStamp(live!), duration };
}

function bare(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(COLOUR, '')
    .replace(/\r$/, '');
}

/** A clock that was set back makes a time negative: it is taken for 0. Empty: the router did not get that far. */
function sumOf(fields: ReadonlyMap<string, string>, keys: readonly string[]): number | string {
  let sum = 0;
  for (const key of keys) {
    const text = fields.get(key);
    if (text === undefined) return `a line of the router without ${key}=, is it cut off?`;
    if (text !== '' && !MILLISECONDS.test(text)) return `${key}: expected milliseconds, got ${text.slice(0, 40)}`;
    sum += Math.max(0, Number.parseFloat(text === '' ? '0' : text)) / 1000;
  }
  return sum;
}

function isoStamp([, year, month, day, hour, minute, second, fraction = '0', zone = 'Z']: RegExpExecArray): number {
  const [y, m, d, h, min, s] = [year, month, day, hour, minute, second].map(Number) as number[];
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)/.exec(zone) ?? ['', '+', '0', '0'];
  const offset = (sign === '-' ? -60 : 60) * (60 * Number(hours) + Number(minutes));
  return Date.UTC(y!, m! - 1, d!, h!, min!, s!) / 1000 - offset + Number(fraction);
}

/** In a leap year, so that there is a 29 February. */
function liveStamp([, month, day, hour, minute, second]: RegExpExecArray): number {
  const parts = [day, hour, minute, second].map(Number) as [number, number, number, number];
  return Date.UTC(2000, MONTHS.indexOf(month!), ...parts) / 1000;
}
