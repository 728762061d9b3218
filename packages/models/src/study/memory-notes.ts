import type { MemoryRule } from '../dyno/dyno-memory.ts';
import { findRoutingPolicy } from '../router/index.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { offeredLoad } from './offered-load.ts';

type Remembering = Scenario & { readonly memory: MemoryRule };

/** What arithmetic says of the memory of a dyno before anything runs: a longer or a busier day would show it. */
export function memoryNotes(scenario: Scenario): string[] {
  const { memory, router } = scenario;
  if (memory === undefined) return [];
  if (findRoutingPolicy(router.policy)!.pools === true)
    return [`router.policy ${router.policy} makes one machine of all dynos: their memory is not followed`];
  const remembering = { ...scenario, memory };
  return [...fitNotes(remembering), ...leakNotes(remembering)];
}

/** What warm workers need before any leak [MiB], with so many requests in flight. */
function needWith({ memory, server }: Remembering, inFlight: number): number {
  return memory.master + server.profile.workers * memory.worker + inFlight * memory.perRequest;
}

/**
 * Requests that run at once in a dyno at most: one in every slot. Where a worker begins whatever it accepts there is no
 * such number; then those that the load keeps in flight even if nobody waits (Little's law).
 */
function mostInFlight(scenario: Remembering): number {
  const { workers, slots, admission } = scenario.server.profile;
  return Number.isFinite(slots) ? workers * slots : Math.min(workers * admission, meanInFlight(scenario));
}

/** By Little's law, if nobody waits and no more arrives than can be served; clients who wait for answers are so many. */
function meanInFlight(scenario: Remembering): number {
  const { closed, rate, service, capacity } = offeredLoad(scenario);
  const { workers, slots } = scenario.server.profile;
  const all = Math.min(rate, capacity) * service;
  const inFlight = (closed ? Math.min(all, scenario.traffic.clients!) : all) / scenario.web.count;
  return Number.isFinite(inFlight) ? Math.min(inFlight, workers * slots) : 0;
}

/** Of more than the quota at once. */
const CONSEQUENCE = {
  swap: 'R14 from the start',
  'kill-worker': 'the kernel kills workers',
  restart: 'the dyno is restarted again and again',
} as const;

function fitNotes(scenario: Remembering): string[] {
  const { memory, server } = scenario;
  const { workers } = server.profile;
  const inFlight = mostInFlight(scenario);
  const need = needWith(scenario, inFlight);
  if (need <= memory.quota) return [];
  const consequence = CONSEQUENCE[memory.atQuota];
  const fitting = Math.floor((memory.quota - memory.master) / ((need - memory.master) / workers));
  return [
    `${workers} workers need about ${mb(need)} of ${mb(memory.quota)}: ${consequence}; ${Math.max(0, fitting)} fit`,
  ];
}

function leakNotes(scenario: Remembering): string[] {
  const { memory, server } = scenario;
  if (memory.leakPerRequest === 0) return [];
  return server.profile.recycling.after < Number.POSITIVE_INFINITY ? recycledNotes(scenario) : growthNotes(scenario);
}

/** Every worker at the end of its longest life at the same time: chance makes it less. */
function recycledNotes(scenario: Remembering): string[] {
  const { memory, server } = scenario;
  const { workers, recycling } = server.profile;
  const leaked = workers * memory.leakPerRequest * (recycling.after + recycling.jitter);
  const need = needWith(scenario, mostInFlight(scenario)) + leaked;
  const verdict = need <= memory.quota ? 'it fits' : 'that is too much';
  return [
    `recycled workers leak at most ${mb(leaked)} in a dyno: ${mb(need)} of ${mb(memory.quota)} in all, ${verdict}`,
  ];
}

/** A straight line: what a dyno needs, and what its share of the requests leaves behind. */
function growthNotes(scenario: Remembering): string[] {
  const { memory, web } = scenario;
  const { rate, capacity, closed } = offeredLoad(scenario);
  const perSecond = (Math.min(rate, capacity) / web.count) * memory.leakPerRequest;
  if (!(perSecond > 0)) return ['a leak without recycling has no steady state: memory grows until it is too much'];
  const need = needWith(scenario, meanInFlight(scenario));
  const after = (limit: number): string => duration(Math.max(0, (limit - need) / perSecond));
  const victim = memory.atQuota === 'restart' ? 'the dyno is restarted' : 'the kernel kills a worker';
  const end =
    memory.atQuota === 'swap'
      ? `R14 after about ${after(memory.quota)}, R15 and a restart after about ${after(memory.killAt * memory.quota)}`
      : `${victim} after about ${after(memory.quota)}`;
  const most = closed ? 'up to ' : '';
  return [
    `a leak without recycling has no steady state: ${most}${mb(60 * perSecond)} a minute in each dyno, ${end}, and again`,
  ];
}

function mb(mebibytes: number): string {
  return `${mebibytes >= 10 ? Math.round(mebibytes) : Number(mebibytes.toPrecision(2))} MB`;
}

function duration(seconds: number): string {
  const [size, unit] = seconds < 120 ? [1, 's'] : seconds < 7200 ? [60, 'min'] : [3600, 'h'];
  return `${Number((seconds / size).toPrecision(seconds / size >= 100 ? 3 : 2))} ${unit}`;
}
