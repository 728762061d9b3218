import fc from 'fast-check';

/** Numbers of which a database is made; times are factors of the mean service time. */
export interface DatabaseIngredients {
  readonly connections: number | undefined;
  readonly client: string;
  readonly pool: number | 'none' | undefined;
  readonly reuse: number | undefined;
  readonly hold: 'request' | 'query' | undefined;
  readonly patience: number | undefined;
  readonly connect: number;
  readonly pooler: { readonly connections: number; readonly patience: number } | undefined;
  readonly cores: number | undefined;
}

const oneOf = <T extends string | number | undefined>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

export const databaseIngredients: fc.Arbitrary<DatabaseIngredients> = fc.record({
  connections: oneOf(undefined, 1, 2, 3, 5, 9),
  client: oneOf('django', 'django-geventpool', 'sqlalchemy', 'active-record', 'node-pg', 'hikaricp'),
  pool: oneOf<number | 'none' | undefined>(undefined, 'none', 1, 1, 2, 3),
  reuse: oneOf(undefined, undefined, 0, 1),
  hold: oneOf(undefined, 'request', 'query'),
  patience: oneOf(undefined, 0.3, 1.1, 4),
  connect: oneOf(0.013, 0.11, 0.7),
  pooler: fc.option(fc.record({ connections: oneOf(1, 2, 4), patience: oneOf(0.4, 3) }), { nil: undefined }),
  cores: oneOf(undefined, undefined, 1, 2, 0.6),
});

/** The section \`database\` in the user's own words. */
export function databaseDocument(i: DatabaseIngredients, s: (factor: number) => string): object {
  const { connections, pooler } = i;
  const isPooled = i.pool !== 'none' && !(i.pool === undefined && i.client === 'django');
  const given = {
    connections,
    client: i.client,
    pool: i.pool,
    hold: i.hold,
    reuse: i.reuse,
    'checkout-timeout': isPooled && i.patience !== undefined ? s(i.patience) : undefined,
    connect: s(i.connect),
    pgbouncer: pooler && {
      connections: Math.min(pooler.connections, connections ?? pooler.connections),
      timeout: s(pooler.patience),
    },
    cores: i.cores,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
