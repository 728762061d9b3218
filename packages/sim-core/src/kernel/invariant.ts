/** A broken invariant: a fault of the program, never of its user. The command line turns it into exit code 1. */
export class InvariantError extends Error {
  override name = 'InvariantError';
}

/** The one cold exit of every check, so that hot functions stay small enough to be inlined. */
export function fail(message: string): never {
  throw new InvariantError(message);
}
