import { cedarDynos } from './cedar-dynos.ts';
import type { DynoType } from './dyno-type.ts';
import { firDynos } from './fir-dynos.ts';
import { legacyDynos } from './legacy-dynos.ts';
import { privateDynos } from './private-dynos.ts';

/** Every dyno type there is and was: one row each, in the file of its runtime. */
export const dynos: readonly DynoType[] = [...cedarDynos, ...privateDynos, ...firDynos, ...legacyDynos];

const byName = new Map(dynos.map((dyno) => [dyno.name.toLowerCase(), dyno]));

/** By its name in any case: Heroku's own tools write standard-2x, its articles Standard-2X. */
export function findDyno(name: string): DynoType | undefined {
  return byName.get(name.toLowerCase());
}
