import type { Scenario } from '@dynosim/models';

type Profile = Scenario['server']['profile'];

/** A part of the model, and what is left of a scenario without it: the very same one where it plays no part. */
export interface Mechanism {
  readonly name: string;
  readonly what: string;
  readonly without: (scenario: Scenario) => Scenario;
}

/** A lock's turn that never ends; the lock still goes on with whoever computes, which Infinity (a loop) would not do. */
const ENDLESS_TURN = 1e6;
const FAR = Number.POSITIVE_INFINITY;

function inProfile(change: (profile: Profile) => Partial<Profile> | undefined): Mechanism['without'] {
  return (scenario) => {
    const { server } = scenario;
    const changed = change(server.profile);
    return changed ? { ...scenario, server: { ...server, profile: { ...server.profile, ...changed } } } : scenario;
  };
}

function hasLock({ cpu }: Profile): boolean {
  return cpu.kind === 'serial' && cpu.quantum < FAR;
}

const lockFor = (quantum: number): Mechanism['without'] =>
  inProfile((profile) => (hasLock(profile) ? { cpu: { ...profile.cpu, quantum } as Profile['cpu'] } : undefined));

/** Everything that can be taken out by itself. */
export const mechanisms: readonly Mechanism[] = [
  {
    name: 'accept-race',
    what: 'workers race for connections; without: the one ready longest has it at once',
    without: inProfile(({ accept }) =>
      accept.kind === 'race' ? { accept: { kind: 'at-once', choice: 'longest-ready' } } : undefined,
    ),
  },
  {
    name: 'lag',
    what: 'those that are not woken first wait for a core',
    without: inProfile(({ accept }) =>
      accept.kind === 'race' && accept.lag > 0 ? { accept: { ...accept, lag: 0 } } : undefined,
    ),
  },
  {
    name: 'turns',
    what: 'one task computes at a time in a worker; without: all of them, sharing the cores',
    without: inProfile(({ cpu, timeout }) =>
      cpu.kind === 'serial' ? { cpu: { kind: 'parallel' }, timeout: { ...timeout, limits: 'nothing' } } : undefined,
    ),
  },
  {
    name: 'second-turn',
    what: 'after its wait a request needs the loop or the lock again, to go on and to write',
    without: inProfile(({ overhead }) =>
      overhead.writeTurns > 0 ? { overhead: { ...overhead, resume: 0, write: 0, writeTurns: 0 } } : undefined,
    ),
  },
  {
    name: 'wake-up',
    what: 'going on after a wait costs CPU time',
    without: inProfile(({ overhead }) => (overhead.resume > 0 ? { overhead: { ...overhead, resume: 0 } } : undefined)),
  },
  {
    name: 'resumed-first',
    what: 'a loop writes due answers before it reads new requests; without: first come, first served',
    without: inProfile(({ cpu }) =>
      cpu.kind === 'serial' && cpu.resumedFirst ? { cpu: { ...cpu, resumedFirst: false } } : undefined,
    ),
  },
  { name: 'quantum', what: 'a lock changes hands after its turn, 5 or 100 ms', without: lockFor(ENDLESS_TURN) },
  {
    name: 'quantum-and-passing-on',
    what: 'and it goes on with whoever computes; without both: a loop',
    without: lockFor(FAR),
  },
  {
    name: 'early-binding',
    what: 'a worker accepts more than it can run; without: late binding',
    without: inProfile(({ slots, admission }) =>
      slots < FAR && admission > slots ? { admission: slots, admits: 'requests' } : undefined,
    ),
  },
  {
    name: 'overhead',
    what: 'the server needs CPU time of its own',
    without: inProfile(({ overhead }) => ({
      overhead: { ...overhead, accept: 0, read: 0, resume: 0, write: 0, master: 0 },
    })),
  },
  {
    name: 'timeout',
    what: 'a worker that is silent for too long is killed',
    without: inProfile(({ timeout }) =>
      timeout.limits === 'request' ? { timeout: { ...timeout, limits: 'nothing' } } : undefined,
    ),
  },
  {
    name: 'recycling',
    what: 'a worker leaves after its number of requests',
    without: inProfile(({ recycling }) =>
      recycling.after < FAR ? { recycling: { ...recycling, after: FAR } } : undefined,
    ),
  },
  {
    name: 'full-backlog',
    what: 'dropped SYNs, half-open connections; without: an endless backlog',
    without: inProfile(({ backlog }) => (backlog < 100 ? { backlog: FAR } : undefined)),
  },
  {
    name: 'shared-cores',
    what: 'workers share the cores; without: one for everybody',
    without: (scenario) => {
      const { web, server } = scenario;
      return web.cores < server.profile.workers ? { ...scenario, web: { ...web, cores: 1000 } } : scenario;
    },
  },
  {
    name: 'late-answers',
    what: "wrk's clients wait on for a late answer; without: they go on",
    without: (scenario) => {
      const { traffic } = scenario;
      return traffic.late === 'count' ? { ...scenario, traffic: { ...traffic, late: 'abandon' } } : scenario;
    },
  },
  {
    name: 'keep-alive',
    what: 'kept connections belong to a worker; without: a new one for each request',
    without: (scenario) => {
      const { traffic } = scenario;
      return traffic.keepAlive ? { ...scenario, traffic: { ...traffic, keepAlive: false } } : scenario;
    },
  },
  {
    name: 'sleep-overshoot',
    what: "the rig's app: a sleep ends late",
    without: (scenario) => {
      const requests = scenario.requests.map((request) => ({ ...request, phases: request.phases.slice(0, 2) }));
      return scenario.requests[0]!.phases.length > 2 ? { ...scenario, requests } : scenario;
    },
  },
];
