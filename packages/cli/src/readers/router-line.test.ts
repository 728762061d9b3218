import { describe, expect, it } from 'vitest';
import { framesOf, looksLikeLog, readRouterLine } from './router-line.ts';

/** 2026-02-11 08:15:30 UTC. */
const NOON = Date.UTC(2026, 1, 11, 8, 15, 30) / 1000;
const TAIL =
  'host=shop.example.com fwd="203.0.113.7, 198.51.100.4" dyno=web.2 connect=1ms service=84ms status=200 bytes=5';

describe('a line of the router', () => {
  it.each([
    [
      'of heroku logs',
      `2026-02-11T08:15:30.123456+00:00 heroku[router]: at=info method=GET path="/" ${TAIL}`,
      0.123456,
    ],
    ['of a drain', `<158>1 2026-02-11T08:15:30.5+00:00 host heroku router - at=info method=GET path="/" ${TAIL}`, 0.5],
    ['of an older drain', `271 <158>1 2026-02-11T08:15:30Z d.5f0e heroku router - - at=info path=/health ${TAIL}`, 0],
    [
      'of an archive in local time',
      `1\t2026-02-11 00:15:30 -0800\t2026-02-11 00:15:32 -0800\t4\tshop\t192.0.2.3\tLocal7\tInfo\theroku/router\tat=info ${TAIL}`,
      0,
    ],
    [
      'with colours',
      `\u001b[36m2026-02-11T08:15:30+00:00 heroku[router]: \u001b[39mat=\u001b[32minfo\u001b[39m ${TAIL}\r`,
      0,
    ],
    [
      'with keys in its path',
      `2026-02-11T08:15:30+00:00 heroku[router]: at=info path="/?q=\\"a\\" service=9s" ${TAIL}`,
      0,
    ],
    ['with keys in a bare path', `2026-02-11T08:15:30+00:00 heroku[router]: at=info path=/a?b=c&service=9s ${TAIL}`, 0],
  ])('%s', (_, line, fraction) => {
    const read = readRouterLine(framesOf(line)[0]!) as { stamp: number; duration: number };
    expect(read.stamp).toBeCloseTo(NOON + fraction, 6);
    expect(read.duration).toBeCloseTo(0.085, 9);
    expect(looksLikeLog(line)).toBe(true);
  });

  it.each([
    ['connect= service=30000ms', 30],
    ['connect= service=', 0],
    ['connect=2ms service=-3ms', 0.002],
  ])('with %s took %d s', (times, duration) => {
    const line = `2026-02-11T08:15:30+00:00 heroku[router]: at=error code=H12 path="/" dyno= ${times} status=503`;
    expect(readRouterLine(line)).toEqual({ stamp: NOON, duration });
  });

  it('has no year in a live tail', () => {
    const live = (day: string): unknown => readRouterLine(`${day} 08:15:32 shop heroku/router:  at=info ${TAIL}`);
    const [first, second] = [live('Feb  9'), live('Mar 10')] as { stamp: number }[];
    expect((second!.stamp - first!.stamp) / 86_400).toBe(30);
  });

  it('may be cut off, or say something else', () => {
    const cut = '2026-02-11T08:15:30+00:00 heroku[router]: at=info method=GET path="/x" host=shop.exa';
    expect(readRouterLine(cut)).toBe('a line of the router without connect=, is it cut off?');
    const odd = '2026-02-11T08:15:30+00:00 heroku[router]: at=info connect=1ms service=soon';
    expect(readRouterLine(odd)).toBe('service: expected milliseconds, got soon');
  });

  it.each([
    `2026-02-11T08:15:30+00:00 app[web.1]: at=info ${TAIL}`,
    "    from /app/rack/handler.rb:12:in `call' service=4ms",
    '2026-02-11T08:15:30+00:00 heroku[web.1]: source=web.1 sample#load_avg_1m=2.46',
    '2026-02-11T08:15:30+00:00 heroku[router]: hello',
    '',
  ])('is not %j', (line) => {
    expect(readRouterLine(line)).toBeUndefined();
  });

  it('may share a physical line with other messages', () => {
    const drop = '120 <45>1 2026-02-11T08:15:31+00:00 host heroku logplex - Error L10: 250 messages dropped';
    const line = `${drop} 197 <158>1 2026-02-11T08:15:30+00:00 host heroku router - at=info ${TAIL}`;
    const read = framesOf(line).map(readRouterLine);
    expect(read).toEqual([undefined, { stamp: NOON, duration: 0.085 }]);
  });
});

it.each(['arrival_s,cpu_ms', 'second,requests', '0.5,10', 'start,rate\n0,2026-02-11T08:15:30'])(
  '%j is no log',
  (text) => {
    expect(looksLikeLog(text)).toBe(false);
  },
);
