import { describe, expect, it } from 'vitest';
import { readWrkCommand, readWrkOutput } from './wrk.ts';

describe('a command line of wrk', () => {
  it.each([
    ['/usr/bin/wrk -t12 -c400 -d30s --timeout 10s --latency http://127.0.0.1:1/?io=530&cpu=1', 400, 30, 10, 530, 1],
    ['wrk -t 2 -c 40 -d 1m -T 500ms http://127.0.0.1:1/?io=5', 40, 60, 0.5, 5, 0],
    ['wrk --connections=8 --duration 5 http://127.0.0.1:1/', 8, 5, 2, 0, 0],
  ])('%s', (line, clients, duration, timeout, io, cpu) => {
    expect(readWrkCommand(line)).toEqual({
      clients,
      duration,
      timeout,
      io: { dist: 'const', v: io },
      cpu: { dist: 'const', v: cpu },
    });
  });

  it('needs a URL, and no script', () => {
    expect(readWrkCommand('wrk -c4')).toBe('wrk was given no URL');
    expect(readWrkCommand('wrk -s post.lua http://127.0.0.1:1/')).toBe('a script of wrk is not there yet');
  });
});

const OUTPUT = `Running 30s test @ http://127.0.0.1:18380/?io=865&cpu=5
  12 threads and 400 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     5.24s     2.80s    9.62s    63.64%
  Latency Distribution
     50%    5.23s 
     75%    7.84s 
     99%  961.20ms
  102 requests in 30.06s, 17.33KB read
  Socket errors: connect 0, read 3, write 1, timeout 69
  Non-2xx or 3xx responses: 7
Requests/sec:      3.39
Transfer/sec:     590.46B
`;

describe('the output of wrk', () => {
  it('has percentiles in units of their own, and counts', () => {
    expect(readWrkOutput(OUTPUT)).toEqual({
      p50: 5230,
      p99: 961.2,
      duration: 30.06,
      answered: 102,
      late: 69,
      failedConnects: 0,
      brokenConnections: 4,
      refused: 7,
      rate: 3.39,
    });
  });

  it('has no latency if all answers were late', () => {
    const late = '  Latency Distribution\n     50%    0.00us\n  102 requests in 0.50m, 1KB read\nRequests/sec: 3.4\n';
    expect(readWrkOutput(late)).toMatchObject({ p50: 0, p99: Number.NaN, answered: 102, duration: 30, late: 0 });
  });

  it('is none without a total', () => {
    expect(() => readWrkOutput('unable to connect')).toThrow('no output of wrk');
  });
});
