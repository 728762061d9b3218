import { type DedicatedRow, dedicated, UNMEASURED } from './dyno-row.ts';
import { LIMITS, LOAD, MEMORY, NO_SWAP, OBSERVED, PRICES, TYPES_2024 } from './dyno-sources.ts';
import { like } from './dyno-speeds.ts';
import type { DynoType } from './dyno-type.ts';

const SOURCES = [TYPES_2024, LIMITS, MEMORY, NO_SWAP, PRICES, LOAD, OBSERVED];
const NO_SWAP_SAID_TWICE = 'swap: none in the text of 2021-08-04; that of 2025-03-28 says "not on all dynos"';
const CONTRACT = 'price: the list price of the command line; contracts differ';
const S = [
  'compute: 100 % and 12x in the text of 2024-06-04, "burstable" 2x-10x in that of 2019',
  'cores: no text names the vCPU of this type; nproc inside prints 2',
];
const L_RAM = ['process limit: 24576 in the text of 2024-11-04, 16384 in that of 2024-12-03'];

type PrivateRow = Omit<DedicatedRow, 'r15Multiple' | 'speed' | 'speedSource' | 'noise' | 'runtime'>;

/** Types of Private Spaces: no swap, killed at the quota itself; the 2-vCPU ones are taken for a Performance-M. */
const space =
  (runtime: 'private' | 'shield') =>
  ({ uncertain = [], ...row }: PrivateRow): DynoType =>
    dedicated({
      ...row,
      ...like(row.vcpu === 2 ? 'Performance-M' : 'Performance-L'),
      runtime,
      r15Multiple: 1,
      hasSwap: false,
      sources: SOURCES,
      uncertain: [UNMEASURED, NO_SWAP_SAID_TWICE, CONTRACT, ...uncertain],
    });

const priv = space('private');
const shield = space('shield');

/** Cedar in Private and Shield Spaces. That Private-L costs more than Private-XL is what the price list says. */
export const privateDynos: readonly DynoType[] = [
  priv({ name: 'Private-S', memory: 1024, compute: 12, vcpu: 2, pricePerMonth: 225, processLimit: 512, uncertain: S }),
  priv({ name: 'Private-M', memory: 2560, compute: 12, vcpu: 2, pricePerMonth: 450, processLimit: 16384 }),
  priv({ name: 'Private-L', memory: 14336, compute: 50, vcpu: 8, pricePerMonth: 900, processLimit: 32768 }),
  priv({
    name: 'Private-L-RAM',
    memory: 30720,
    compute: 24,
    vcpu: 4,
    pricePerMonth: 500,
    processLimit: 24576,
    uncertain: L_RAM,
  }),
  priv({ name: 'Private-XL', memory: 63488, compute: 50, vcpu: 8, pricePerMonth: 750, processLimit: 32768 }),
  priv({ name: 'Private-2XL', memory: 129024, compute: 100, vcpu: 16, pricePerMonth: 1500, processLimit: 65536 }),
  shield({
    name: 'Shield-S',
    memory: 1024,
    compute: 12,
    vcpu: 2,
    pricePerMonth: 270,
    processLimit: undefined,
    uncertain: [...S, 'process limit: not found in any text'],
  }),
  shield({ name: 'Shield-M', memory: 2560, compute: 12, vcpu: 2, pricePerMonth: 540, processLimit: 16384 }),
  shield({ name: 'Shield-L', memory: 14336, compute: 50, vcpu: 8, pricePerMonth: 1080, processLimit: 32768 }),
  shield({
    name: 'Shield-L-RAM',
    memory: 30720,
    compute: 24,
    vcpu: 4,
    pricePerMonth: 600,
    processLimit: 24576,
    uncertain: L_RAM,
  }),
  shield({ name: 'Shield-XL', memory: 63488, compute: 50, vcpu: 8, pricePerMonth: 900, processLimit: 32768 }),
  shield({ name: 'Shield-2XL', memory: 129024, compute: 100, vcpu: 16, pricePerMonth: 1800, processLimit: 65536 }),
];
