import { type DistributionDefinition, distributions, type Parameter } from '@dynosim/sim-core';
import { z } from 'zod';
import { DURATION, quantity } from './units.ts';

/** A distribution as a scenario writes it: a constant, or one name with its parameters. */
export type DistributionDocument = string | { readonly [name: string]: unknown };

/** The percentiles that may fix a distribution. */
export const percentileKeys: Readonly<Record<string, number>> = {
  p5: 0.05,
  p10: 0.1,
  p25: 0.25,
  p50: 0.5,
  p75: 0.75,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  p999: 0.999,
};

const duration = (help: string) => quantity(DURATION, help);

/** The schema of a duration that may be random. Built from the definitions in sim-core: none is named here. */
export const distributionSchema: z.ZodType<DistributionDocument> = z
  .lazy(() => z.union([duration('the same every time'), z.strictObject(namedDistributions())]))
  .meta({ id: 'distribution', description: 'a duration, the same every time or random' });

/** One schema for the parts of every mixture, so that a mixture of mixtures has an end in the JSON Schema. */
const componentSchema: z.ZodType = z
  .lazy(() => z.strictObject({ weight: z.number().positive(), ...namedDistributions() }))
  .meta({ id: 'component', description: 'one part of a mixture: its weight and one distribution' });

function namedDistributions(): Record<string, z.ZodType> {
  return Object.fromEntries(distributions.map((d) => [d.name, definitionSchema(d).optional()]));
}

function definitionSchema(definition: DistributionDefinition): z.ZodType {
  const shape: Record<string, z.ZodType> = {};
  for (const form of definition.forms) {
    for (const [name, parameter] of Object.entries(form.parameters))
      shape[name] ??= parameterSchema(parameter).optional();
  }
  if (definition.fromPercentiles) {
    for (const key of Object.keys(percentileKeys)) shape[key] ??= duration(`${key.slice(1)}th percentile`).optional();
  }
  const object = z.strictObject(shape).describe(definition.summary);
  const bare = definition.forms.find((form) => definition.bare !== undefined && definition.bare in form.parameters);
  return bare ? z.union([parameterSchema(bare.parameters[definition.bare!]!), object]) : object;
}

function parameterSchema(parameter: Parameter): z.ZodType {
  switch (parameter.kind) {
    case 'value':
      return duration(parameter.help);
    case 'number':
      return z.number().positive().describe(parameter.help);
    case 'integer':
      return z.int().min(1).describe(parameter.help);
    case 'values':
      return z.array(duration(parameter.help)).min(1);
    case 'components':
      return z.array(componentSchema).min(1);
  }
}
