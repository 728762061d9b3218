import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder } from '../cli/program.ts';
import { SHORT } from '../cli/scenario-text.ts';

const set = (text: string): string[] => ['run', '-', '--set', text];

describe('arguments that make no sense end with 2 and a reason', () => {
  it.concurrent.each<[complaint: string, args: string[]]>([
    ['--set web.count=0: web.count: must be at least 1', set('web.count=0')],
    ['--set web.count: expected a path and a value, such as web.count=6', set('web.count')],
    ['--set foo=1: foo: unknown key "foo"', set('foo=1')],
    ['--set x y=1: expected a path and a value', set('x y=1')],
    [
      '--set requests[3].weight=1: requests[3].weight: requests has 1 entry, the next is [1]',
      set('requests[3].weight=1'),
    ],
    ['--set web.cores.x=1: web.cores.x: web.cores has no keys', set('web.cores.x=1')],
    ['--set web[0]=1: web[0]: web is not a list', set('web[0]=1')],
    ['--set traffic.rate={: traffic.rate:', set('traffic.rate={')],
    ['--set web.cores=.inf: web.cores: .inf is not a finite number', set('web.cores=.inf')],
    ['--set constructor.name=1: constructor.name: the key "constructor" is not allowed', set('constructor.name=1')],
    ['--set __proto__.x=1: expected a path', set('__proto__.x=1')],
    ['traffic: says nothing of arrivals', set('traffic.rate=null')],
    ['--replications 0: run.replications: must be at least 1', ['run', '-', '--replications', '0']],
    ['--replications two: run.replications: expected a number, got "two"', ['run', '-', '--replications', 'two']],
    ['--precision 5%: run.precision: a terminating run', ['run', '-', '--precision', '5%']],
    ["option '--threads <number>' argument '0' is invalid", ['run', '-', '--threads', '0']],
    ['--strict goes with --check', ['run', '-', '--strict']],
    ["unknown option '--jason'", ['run', '-', '--jason']],
    ['Did you mean run?', ['rnu', '-']],
    ["missing required argument 'scenario'", ['run']],
    ['too many arguments', ['run', '-', 'b.yaml']],
    ["value 'results' is invalid", ['schema', 'results']],
    ['Usage: dynosim', []],
    ['nowhere.yaml: no such file', ['run', 'nowhere.yaml']],
    ['a-folder: is a directory', ['run', 'a-folder']],
    ['no such file', ['run', 'x'.repeat(5000)]],
    ['␛[2J: no such file', ['run', '\u001b[2J']],
  ])('%s', async (complaint, args) => {
    const folder = newFolder();
    mkdirSync(join(folder, 'a-folder'));
    const out = args[0] === 'run' && args.length > 1 ? ['--out', 'out'] : [];
    const { code, stdout, stderr } = await dynosim([...args, ...out], { stdin: SHORT, folder });
    expect(stderr).toContain(complaint);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/^ +at |internal error/m);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});
