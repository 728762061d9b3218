import { describe, expect, it } from 'vitest';
import { readProcfile } from './procfile.ts';

describe('the web line of a Procfile', () => {
  it.each<[line: string, server: string | undefined, settings: object, left: string[]]>([
    ['gunicorn app:app', 'gunicorn', {}, []],
    ['gunicorn app:app -w 4 --timeout 20', 'gunicorn', { workers: '4', timeout: '20s' }, []],
    ['exec gunicorn --workers=3 --preload app', 'gunicorn', { workers: '3', preload: 'true' }, []],
    ['WEB_CONCURRENCY=5 python -m gunicorn app', 'gunicorn', { workers: '5' }, []],
    ['/app/.heroku/bin/gunicorn app --backlog 64', 'gunicorn', { backlog: '64' }, []],
    ['python manage.py migrate && gunicorn app -k sync', 'gunicorn', { 'worker-class': 'sync' }, []],
    ['bundle exec unicorn -c config/unicorn.rb', 'unicorn', {}, ['-c']],
    // A variable, a class and a flag that nobody here can be sure of.
    ['gunicorn app -w $WEB_CONCURRENCY', 'gunicorn', {}, ['-w']],
    ['gunicorn app -k my.Worker --statsd-host localhost', 'gunicorn', {}, ['-k', '--statsd-host']],
    ['bundle exec puma -C config/puma.rb', 'puma', {}, ['-C']],
    ['bundle exec puma -w 2 -t 1:5 -p $PORT', 'puma', { workers: '2', threads: '5' }, ['-p']],
    ['rackup config.ru', undefined, {}, []],
    ['sh -c "gunicorn app"', undefined, {}, []],
    ['gunicorn a & gunicorn b && gunicorn c', undefined, {}, []],
  ])('%s', (line, server, settings, left) => {
    expect(readProcfile(`worker: rq\nweb: ${line}\n`)).toEqual({ command: line, server, settings, left });
  });

  it('may be missing', () => {
    expect(readProcfile('worker: gunicorn\n')).toBeUndefined();
    expect(readProcfile('')).toBeUndefined();
  });
});
