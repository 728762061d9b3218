import { findDyno } from '@dynosim/models';
import type { Override } from './override.ts';

/**
 * A what-if that changes the dyno type does not change where the demands were measured: on the type that the file
 * names, unless it says otherwise. The override that says so comes first, so that the user's own can replace it.
 */
export function keepingMeasuredOn(plain: unknown, overrides: readonly Override[]): readonly Override[] {
  const { web, cpu } = (plain ?? {}) as { web?: { dyno?: unknown } | null; cpu?: Record<string, unknown> | null };
  const written = web?.dyno;
  const change = overrides.find(({ path: [section, key] }) => section === 'web' && (key ?? 'dyno') === 'dyno');
  if (change === undefined || cpu?.['measured-on'] !== undefined) return overrides;
  if (typeof written !== 'string' || findDyno(written) === undefined) return overrides;
  return [{ argument: change.argument, path: ['cpu', 'measured-on'], value: JSON.stringify(written) }, ...overrides];
}
