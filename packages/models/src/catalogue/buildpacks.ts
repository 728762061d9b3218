import type { DynoType } from './dyno-type.ts';

/** A buildpack and the number of workers that it puts into WEB_CONCURRENCY when a dyno starts. */
export interface Buildpack {
  readonly name: string;
  /** Out of what the script sees inside the dyno: memory [MiB] and `nproc`; undefined: it sets none. */
  readonly workers: ((seen: { memory: number; nproc: number }) => number) | undefined;
  /** What that number goes by, after "counts". */
  readonly counts: string;
  readonly source: string;
}

/** `min(nproc * 2 + 1, RAM / 256)`, at least 1. */
const python: Buildpack = {
  name: 'python',
  workers: ({ memory, nproc }) => Math.min(nproc * 2 + 1, Math.max(1, Math.floor(memory / 256))),
  counts: 'twice the cores and one, as far as memory goes',
  source: 'heroku-buildpack-python vendor/WEB_CONCURRENCY.sh (b4e7e721, 2026-08-18)',
};

/** By memory alone: a process for every 512 MB, or 2 GB where there are more than 16. */
const nodejs: Buildpack = {
  name: 'nodejs',
  workers: ({ memory }) => {
    const workers = Math.floor(Math.min(memory, 129_024) / (memory > 16_384 ? 2048 : 512));
    return workers < 1 || workers > 200 ? 1 : workers;
  },
  counts: 'memory only',
  source: 'heroku-buildpack-nodejs profile/WEB_CONCURRENCY.sh (4f394e95, 2026-08-20)',
};

/** Memory that PHP grants one request [MiB]: assumed to be the default of PHP, which an app may raise. */
const PHP_MEMORY_LIMIT = 128;

/** Children of PHP-FPM: a number of doublings of memory, times the cores, as far as memory goes. */
const php: Buildpack = {
  name: 'php',
  workers: ({ memory, nproc }) =>
    Math.min(doublings(memory / PHP_MEMORY_LIMIT) * nproc * 2, Math.floor(memory / PHP_MEMORY_LIMIT)),
  counts: 'twice the cores for each doubling of memory',
  source: 'heroku-buildpack-php bin/util/autotune.php (ff95c90e, 2026-07-21), memory_limit 128M',
};

/** The logarithm to base 2, rounded up. */
function doublings(ratio: number): number {
  let count = 0;
  while (2 ** count < ratio) count += 1;
  return count;
}

/** Writes an empty WEB_CONCURRENCY.sh over that of a buildpack before it. */
const ruby: Buildpack = {
  name: 'ruby',
  workers: undefined,
  counts: 'nothing',
  source: 'heroku-buildpack-ruby lib/language_pack/ruby.rb (0c80c93d, 2026-07-20)',
};

/** -Xmx on dynos of at most 512 MB and 1 GB; MaxRAMPercentage on larger ones. */
const [SMALL_HEAP, MIDDLE_HEAP, HEAP_SHARE] = [300, 671, 0.8];

/** What the Java buildpack gives the heap of a JVM on a dyno of so much memory [MiB]: heroku-buildpack-jvm-common opt/jvmcommon.sh. */
export function defaultHeap(memory: number): number {
  if (memory <= 512) return SMALL_HEAP;
  return memory <= 1024 ? MIDDLE_HEAP : HEAP_SHARE * memory;
}

const jvm = (name: string): Buildpack => ({
  name,
  workers: undefined,
  counts: 'nothing',
  source: 'heroku-buildpack-jvm-common opt/jvmcommon.sh (922540c, 2026-07-22)',
});

const silent = (name: string): Buildpack => ({
  name,
  workers: undefined,
  counts: 'nothing',
  source: 'assumed to set no WEB_CONCURRENCY',
});

/** Heroku's own buildpacks: one line each. */
export const buildpacks: readonly Buildpack[] = [
  python,
  nodejs,
  php,
  ruby,
  jvm('java'),
  jvm('gradle'),
  jvm('scala'),
  jvm('clojure'),
  silent('go'),
  silent('dotnet'),
];

/**
 * The number of workers that a dyno starts with when nobody says otherwise. Of several buildpacks the last one wins
 * (Heroku Dev Center, python-concurrency, 2024-12-03). None on Fir (same text), and none where nobody has seen what
 * `nproc` prints.
 */
export function defaultWorkers(
  names: readonly string[],
  dyno: DynoType,
): { readonly workers: number; readonly counts: string; readonly source: string } | undefined {
  const last = buildpacks.find(({ name }) => name === names.at(-1));
  const { generation, memory, nproc } = dyno;
  if (last?.workers === undefined || generation === 'fir' || nproc === undefined) return undefined;
  return { workers: last.workers({ memory, nproc }), counts: last.counts, source: last.source };
}
