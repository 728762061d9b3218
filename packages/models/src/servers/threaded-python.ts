import { GIL_INTERVAL } from './gunicorn.ts';
import { preforkProfile, REACTION, reader, serialOverhead } from './prefork.ts';
import type { ServerProfile } from './profile.ts';
import type { SettingValues } from './server.ts';

/** Python's development servers: a thread for each connection behind one lock, or one connection at a time. */
export function threadedPythonProfile(settings: SettingValues): ServerProfile {
  const { flag } = reader(settings);
  const single = { ...preforkProfile(settings, 0), workers: 1 };
  if (!flag('threaded')) return single;
  return {
    ...single,
    slots: Number.POSITIVE_INFINITY,
    admission: Number.POSITIVE_INFINITY,
    cpu: { kind: 'serial', quantum: GIL_INTERVAL, resumedFirst: false },
    accept: { ...REACTION, batch: 1 },
    overhead: serialOverhead(settings, 1),
    readsInSlot: false,
  };
}
