import { fail, type Simulation } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';
import type { Recorder } from './recorder.ts';

/** Relative slack of an identity between sums of floating-point times. */
const SLACK = 1e-9;

/**
 * The identities that hold for every single run, whatever was drawn: checked at the end of each replication, in
 * production too. A broken one is a fault of the program and throws; no figure of such a run is ever shown.
 */
export function checkLaws(simulation: Simulation, requests: Requests, recorder: Recorder, workers: number): void {
  const now = simulation.now;
  const waitingClients = requests.arrived - recorder.finishedInAll;
  exact('clients without an outcome', recorder.inside.value, waitingClients);
  // Little's law as an identity: the area under the number inside is the sum of the times inside.
  const insideTimes = recorder.sumOfFinishes - recorder.sumOfArrivals + waitingClients * now;
  near("Little's law", recorder.inside.areaUntil(now), insideTimes, recorder.sumOfFinishes + recorder.sumOfArrivals);
  const serving = recorder.taken - recorder.ended;
  exact('busy workers', recorder.busy.value, serving);
  const serviceTimes = recorder.sumOfEnds - recorder.sumOfTakes + serving * now;
  near(
    'busy time = service given',
    recorder.busy.areaUntil(now),
    serviceTimes,
    recorder.sumOfEnds + recorder.sumOfTakes,
  );
  const up = workers - recorder.down.value;
  if (serving > up) fail(`law broken: ${serving} requests in service, ${up} workers`);
}

function exact(law: string, a: number, b: number): void {
  if (a !== b) fail(`law broken: ${law}: ${a} against ${b}`);
}

function near(law: string, a: number, b: number, scale: number): void {
  if (!(Math.abs(a - b) <= SLACK * Math.max(1, scale))) fail(`law broken: ${law}: ${a} against ${b}`);
}
