import { constant } from './constant.ts';
import type { DistributionDefinition } from './distribution.ts';
import { empirical } from './empirical.ts';
import { erlang } from './erlang.ts';
import { exponential } from './exponential.ts';
import { gamma } from './gamma.ts';
import { hyperexponential } from './hyperexponential.ts';
import { lognormal } from './lognormal.ts';
import { mixture } from './mixture.ts';
import { pareto } from './pareto.ts';
import { uniform } from './uniform.ts';
import { weibull } from './weibull.ts';

/** Every distribution that a scenario can name. A new one is its file and a line here. */
export const distributions: readonly DistributionDefinition[] = [
  constant,
  exponential,
  lognormal,
  erlang,
  gamma,
  weibull,
  pareto,
  uniform,
  hyperexponential,
  mixture,
  empirical,
];

export function findDistribution(name: string): DistributionDefinition | undefined {
  return distributions.find((definition) => definition.name === name);
}
