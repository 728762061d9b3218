import { Outcome } from '@dynosim/models';
import { Order } from '@dynosim/sim-core';
import { either, type Process } from './engine.ts';
import type { Request } from './request.ts';
import { Task } from './turns.ts';
import type { Worker } from './worker.ts';

/** A request in its slot, from the first to the last. */
export function* serve(worker: Worker, request: Request): Process {
  if (request.data === 'awaited') yield request.dataKnown;
  if (request.killed.isTrue) return;
  if (request.data === 'never') return worker.end(request, Outcome.reset);
  worker.running.add(request);
  worker.context.memory()?.changed();
  if (!worker.turns) request.startedAt = worker.context.engine.now;
  const extra = worker.life.isCold ? worker.profile.firstRequest : 0;
  worker.life.isCold = false;
  if (worker.context.isWhole) yield* serveAlone(worker, request, extra);
  else yield* serveInSteps(worker, request, extra);
  worker.context.database?.end(worker, request);
  if (!request.killed.isTrue) worker.end(request, answerTo(request));
}

function answerTo({ isRejected, isRefused }: Request): Outcome {
  if (isRejected) return Outcome.status503;
  return isRefused ? Outcome.status500 : Outcome.ok;
}

/** A core for every slot: the length of the service is known when it begins. */
function* serveAlone(worker: Worker, request: Request, extra: number): Process {
  const { engine, tally, looks } = worker.context;
  const { overhead, timeout } = worker.profile;
  const slowdown = slowdownOf(worker);
  let service = overhead.read * slowdown + extra;
  tally.cpuStarted += overhead.read * slowdown;
  for (const { kind, length } of phases(worker, request)) {
    service += kind === 'cpu' ? length * slowdown : length;
    if (kind === 'cpu') tally.cpuStarted += length * slowdown;
  }
  const isWatched = timeout.limits === 'request' && service > timeout.after;
  const limit = isWatched ? timeout.after + timeout.within * looks.next() : Number.POSITIVE_INFINITY;
  yield service > limit ? engine.timer(limit, Order.change) : engine.timer(service, Order.departure);
  if (service > limit && !request.killed.isTrue) worker.life.kill(request);
}

/** Memory that does not fit makes computing slower. */
function slowdownOf(worker: Worker): number {
  return worker.context.memory()?.slowdown ?? 1;
}

/** Computing takes as long as others let it, so only time tells. */
function* serveInSteps(worker: Worker, request: Request, extra: number): Process {
  const { engine } = worker.context;
  if (worker.profile.timeout.limits === 'request') engine.start(watchRequest(worker, request));
  if (extra > 0) yield either(engine.timer(extra, Order.departure), request.killed);
  for (const step of steps(worker, request)) {
    if (request.killed.isTrue || request.isRefused || (request.isRejected && !step.isReading)) return;
    if (step.kind === 'wait') yield either(engine.timer(step.length, Order.departure), request.killed);
    else if (step.kind === 'db') yield* worker.context.database!.ask(worker, request, step.length);
    else if (worker.turns) yield* computeInTurn(worker, request, step);
    else if (step.length > 0) yield* compute(worker, request, step.length * slowdownOf(worker));
  }
}

function* computeInTurn(worker: Worker, request: Request, step: Step): Process {
  const { overhead, connectionLimit } = worker.profile;
  const work = step.length * slowdownOf(worker);
  const task = new Task(
    () => {
      if (step.isReading && worker.connections.size >= connectionLimit) request.isRejected = true;
      return request.isRejected ? overhead.read * slowdownOf(worker) : work;
    },
    request,
    step.isResumed,
  );
  yield either(worker.turns!.ask(task), request.killed);
  if (!task.done.isTrue) worker.turns!.forget(task);
}

function* compute(worker: Worker, request: Request, work: number): Process {
  const { cores } = worker.context;
  const job = cores.add(work);
  yield either(job.done, request.killed);
  if (!job.done.isTrue) cores.remove(job);
}

interface Step {
  readonly kind: 'cpu' | 'wait' | 'db';
  /** [s]. */
  length: number;
  readonly isReading: boolean;
  readonly isResumed: boolean;
}

/** What a request does in its slot: adjacent phases of computing are one step, and so are those of waiting. */
function steps(worker: Worker, request: Request): Step[] {
  const { read, readTurns, resume, write } = worker.profile.overhead;
  const reading = (): Step => ({ kind: 'cpu', length: read / readTurns, isReading: true, isResumed: false });
  const list = Array.from({ length: readTurns }, reading);
  const goOn = (): void => void list.push({ kind: 'cpu', length: resume, isReading: false, isResumed: true });
  for (const { kind, length } of phases(worker, request)) {
    if (kind !== 'cpu' && length === 0) continue;
    if (kind !== list.at(-1)!.kind || kind === 'db') {
      if (kind === 'cpu') goOn();
      else list.push({ kind, length: 0, isReading: false, isResumed: false });
    }
    list.at(-1)!.length += length;
  }
  if (list.at(-1)!.kind !== 'cpu') goOn();
  list.at(-1)!.length += write;
  return list;
}

function phases({ context: { scenario } }: Worker, { classOf, demands }: Request): Pick<Step, 'kind' | 'length'>[] {
  return scenario.requests[classOf]!.phases.map(({ kind }, k) => {
    const demand = demands[k]!;
    if (kind === 'cpu') return { kind, length: demand / scenario.web.speed };
    return { kind: scenario.database ? kind : 'wait', length: demand };
  });
}

/** The master's eye on a request. */
function* watchRequest(worker: Worker, request: Request): Process {
  const { engine, looks } = worker.context;
  const { after, within } = worker.profile.timeout;
  yield engine.timer(after, Order.timeout);
  if (!request.isAtServer) return;
  yield engine.timer(within * looks.next(), Order.change);
  if (request.isAtServer) worker.life.kill(request);
}

/** The master's eye on a loop: nobody else has a turn while one task computes. */
export function* watchLoop(worker: Worker, task: Task): Process {
  const { engine, looks } = worker.context;
  const { after, within } = worker.profile.timeout;
  yield engine.timer(after, Order.timeout);
  if (worker.turns!.holder !== task) return;
  yield engine.timer(within * looks.next(), Order.change);
  if (worker.turns!.holder === task) worker.life.kill(task.request!);
}
