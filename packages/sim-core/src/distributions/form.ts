import type {
  Component,
  Distribution,
  DistributionDefinition,
  Form,
  Parameter,
  ParameterKind,
} from './distribution.ts';

type ArgumentOf<K extends ParameterKind> = K extends 'values'
  ? readonly number[]
  : K extends 'components'
    ? readonly Component[]
    : number;

type ArgumentsOf<P extends Form['parameters']> = { readonly [N in keyof P]: ArgumentOf<P[N]['kind']> };

interface TypedForm<P extends Form['parameters']> {
  readonly parameters: P;
  readonly problem?: (a: ArgumentsOf<P>) => string | undefined;
  readonly create: (a: ArgumentsOf<P>) => Distribution;
}

/** A form whose functions get arguments typed by the parameters beside them. The only cast; the border keeps its promise. */
export function defineForm<const P extends Readonly<Record<string, Parameter>>>(form: TypedForm<P>): Form {
  return form as unknown as Form;
}

const MEAN_AND_CV = {
  mean: { kind: 'value', help: 'the mean' },
  cv: { kind: 'number', help: 'coefficient of variation: standard deviation / mean' },
} as const;

/** The form that people know their figures in, of a distribution whose two parameters follow from mean and cv. */
export function meanAndCv(form: Omit<TypedForm<typeof MEAN_AND_CV>, 'parameters'>): Form {
  return defineForm({ parameters: MEAN_AND_CV, ...form });
}

/** The form with exactly these parameters. */
export function findForm(definition: DistributionDefinition, names: readonly string[]): Form | undefined {
  return definition.forms.find(({ parameters }) => {
    return Object.keys(parameters).length === names.length && names.every((name) => Object.hasOwn(parameters, name));
  });
}
