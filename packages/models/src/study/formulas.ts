import { allenCunneenMeanWait, closedBounds } from '@dynosim/sim-core';
import { servesWhole } from '../dyno/create-service.ts';
import { rounded } from '../measure/pool.ts';
import type { Formula } from '../measure/result.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Limit, OfferedLoad } from './offered-load.ts';

/**
 * What closed formulas say of the same system, where there are any: a second opinion that needs no simulation, with
 * the assumptions under which it holds. Times in [ms], rates in [1/s], as in the rest of the result.
 */
export function formulas(scenario: Scenario, load: OfferedLoad): Formula[] {
  if (!(load.rate > 0)) return [];
  return load.closed ? closedLoop(scenario, load) : openLoad(scenario, load);
}

function openLoad(scenario: Scenario, load: OfferedLoad): Formula[] {
  const { web, server, traffic, router } = scenario;
  const { profile } = server;
  const says = load.limits
    .filter(({ rate }) => Number.isFinite(rate))
    .map(({ resource, rate }) => utilisationOf(resource, load.rate / rate));
  const isQueue = profile.cpu.kind === 'parallel' && profile.accept.kind === 'at-once' && profile.sockets === 'shared';
  const alone = isQueue && servesWhole(web, profile, scenario.database !== undefined);
  const poisson = traffic.arrivals === 'poisson' && (web.count === 1 || router.policy === 'random');
  const stable = load.rate < load.limits[0].rate;
  if (alone && poisson && stable && Number.isFinite(load.cv)) says.push(meanWait(scenario, load));
  return says;
}

function utilisationOf(resource: Limit['resource'], value: number): Formula {
  return {
    figure: `utilisation.${resource}`,
    value: rounded(Math.min(1, value)),
    formula: resource === 'workers' ? 'utilisation law, if no worker waits for a core' : 'utilisation law',
    source: 'Denning and Buzen, ACM Computing Surveys 10 (1978) 225',
  };
}

function meanWait({ web, server }: Scenario, load: OfferedLoad): Formula {
  const station = {
    arrivalRate: load.rate / web.count,
    serviceTime: load.service,
    servers: server.profile.workers * server.profile.slots,
  };
  return {
    figure: 'queueMs.mean',
    value: rounded(1000 * allenCunneenMeanWait(station, 1, load.cv)),
    formula: 'Allen-Cunneen for each dyno: exact for one worker and for exponential service, else within some per cent',
    source: 'Allen, Probability, Statistics, and Queueing Theory, 2nd ed. (1990), 5.3',
  };
}

function closedLoop({ traffic, web, server }: Scenario, load: OfferedLoad): Formula[] {
  const thinkTime = traffic.think?.mean ?? 0;
  const loop = {
    clients: traffic.clients!,
    servers: web.count * server.profile.workers * server.profile.slots,
    serviceTime: load.service,
    thinkTime,
  };
  const { throughput, response } = closedBounds(loop);
  const source = 'Lazowska et al., Quantitative System Performance (1984), 5.2';
  return [
    { figure: 'throughputPerSecond', value: rounded(throughput.high), formula: 'at most: asymptotic bound', source },
    { figure: 'latencyMs.mean', value: rounded(1000 * response.low), formula: 'at least: asymptotic bound', source },
  ];
}
