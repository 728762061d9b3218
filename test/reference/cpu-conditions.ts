import type { Scenario } from '@dynosim/models';
import { normalQuantile, Order, type Streams, type UniformStream } from '@dynosim/sim-core';
import type { SharedCores } from './cores.ts';
import type { Engine, Process } from './engine.ts';

type Conditions = Scenario['web']['cpu'];
type Noise = NonNullable<Conditions['noise']>;
type Quota = NonNullable<Conditions['quota']>;
type Neighbour = Conditions['neighbours'][number];

/** True where the CPU is something else than so many steady cores. */
export function isUnsteady({ noise, quota, neighbours }: Conditions): boolean {
  return noise !== undefined || quota !== undefined || neighbours.length > 0;
}

/** What goes on beside the dynos, one machine after another. */
export function startConditions(
  engine: Engine,
  streams: Streams,
  machines: readonly SharedCores[],
  conditions: Conditions,
): void {
  const { cores, noise, quota, neighbours } = conditions;
  if (noise) startNoise(engine, streams.uniform('cpu noise'), machines, noise);
  if (quota) {
    const phases = streams.uniform('cpu quota');
    for (const machine of machines) engine.start(grant(engine, machine, cores, quota, -phases.next() * quota.period));
  }
  const phases = streams.uniform('cpu neighbours');
  for (const machine of machines) startNeighbours(engine, phases, machine, conditions, neighbours);
}

const sigma = (cv: number): number => Math.sqrt(Math.log(1 + cv * cv));

/** Every machine draws its host first, then its drift, and only then does time begin. */
function startNoise(engine: Engine, chance: UniformStream, machines: readonly SharedCores[], noise: Noise): void {
  const normals = (sd: number): number[] => machines.map(() => sd * normalQuantile(chance.next()));
  const hosts = normals(sigma(noise.lasting));
  const drifts = normals(sigma(noise.drift));
  for (const [m, machine] of machines.entries())
    engine.start(vary(engine, chance, machine, noise, hosts[m]!, drifts[m]!));
}

/** Logarithms of factors on times: speed is the exponential of their sum, negative. */
function* vary(
  engine: Engine,
  chance: UniformStream,
  machine: SharedCores,
  noise: Noise,
  host: number,
  firstDrift: number,
): Process {
  const normal = (): number => normalQuantile(chance.next());
  const worst = 2 * Math.sqrt(sigma(noise.lasting) ** 2 + sigma(noise.drift) ** 2);
  // Half of the work, not of the time, is done at the stated speed or faster.
  const shift = sigma(noise.jitter) ** 2 + (noise.host === 'any' ? sigma(noise.drift) ** 2 : 0);
  let drift = firstDrift;
  let drawnAt = 0;
  for (;;) {
    if (noise.host === 'any') {
      const kept = 2 ** (-(engine.now - drawnAt) / noise.driftTime);
      drift = kept * drift + Math.sqrt(1 - kept * kept) * normal() * sigma(noise.drift);
      drawnAt = engine.now;
    }
    const jitter = normal() * sigma(noise.jitter);
    machine.setSpeed(Math.exp(-((noise.host === 'bad' ? worst : host + drift) + jitter + shift)));
    yield engine.timer(-noise.jitterTime * Math.log(chance.next()), Order.change);
  }
}

/** Period after period, whether anybody computes or not, a machine gets its budget and uses it up, or does not. */
function* grant(engine: Engine, machine: SharedCores, cores: number, quota: Quota, phase: number): Process {
  let left = quota.budget;
  let since = 0;
  let inUse = 0;
  let plan = 0;
  const account = (): void => {
    left -= (engine.now - since) * inUse;
    since = engine.now;
    inUse = machine.inUse;
    const mine = ++plan;
    if (inUse === 0) return;
    engine.timer(Math.max(0, left / inUse), Order.change).whenTrue(() => {
      if (mine === plan) machine.setCores(0);
    });
  };
  machine.onChange = account;
  for (let period = 1; ; period++) {
    yield engine.timerAt(phase + period * quota.period, Order.change);
    account();
    left = quota.budget;
    machine.setCores(cores);
  }
}

function startNeighbours(
  engine: Engine,
  phases: UniformStream,
  machine: SharedCores,
  { cores, shares }: Conditions,
  neighbours: readonly Neighbour[],
): void {
  const computing = new Set<Neighbour>();
  const share = (): void => {
    const others = [...computing].reduce((sum, neighbour) => sum + neighbour.shares, 0);
    // One thread each: what they cannot use is the machine's.
    if (neighbours.length > 0) machine.setCores(Math.max((cores * shares) / (shares + others), cores - computing.size));
  };
  for (const neighbour of neighbours) {
    if (neighbour.off === 0) computing.add(neighbour);
    else engine.start(compete(engine, phases, neighbour, computing, share));
  }
  share();
}

/** One that computes and rests by turns, and is somewhere in its cycle when time begins. */
function* compete(
  engine: Engine,
  phases: UniformStream,
  neighbour: Neighbour,
  computing: Set<Neighbour>,
  share: () => void,
): Process {
  const { on, off } = neighbour;
  const into = phases.next() * (on + off);
  let isOn = into < on;
  if (isOn) computing.add(neighbour);
  yield engine.timer(isOn ? on - into : on + off - into, Order.change);
  for (;;) {
    isOn = !isOn;
    if (isOn) computing.add(neighbour);
    else computing.delete(neighbour);
    share();
    yield engine.timer(isOn ? on : off, Order.change);
  }
}
