import { findDyno, type Result } from '@dynosim/models';
import { percentText } from './quantity-text.ts';
import { wrapped } from './wrapped.ts';

/** A warning where the figures rest on CPU that a shared dyno only has while its neighbours leave it. */
export function guaranteedLines({ scenario: { web }, utilisation }: Result): string[] {
  const dyno = web.dyno === undefined ? undefined : findDyno(web.dyno);
  if (dyno === undefined || dyno.isDedicated) return [];
  const share = dyno.guaranteed / (dyno.cores * dyno.speed);
  if (share >= 0.99 || !((utilisation.cpu.value ?? 0) > share)) return [];
  const text = `only ${percentText(share)} is guaranteed on ${dyno.name}: busy neighbours make it slower than this`;
  return wrapped(text, '  ', '  ');
}
