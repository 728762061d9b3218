import { normalQuantile, Order, type ProcessorSharing, type Simulation, type UniformStream } from '@dynosim/sim-core';

/** How unsteady the cores of a machine are. Each part is a log-normal factor with median 1 over the work. */
export interface NoiseRule {
  /** `any`: a host like others. `bad`: one whose lasting and drifting factors stay two standard deviations too slow. */
  readonly host: 'any' | 'bad';
  /** Coefficient of variation of a factor that a dyno keeps for ever: the host on which it was started. */
  readonly lasting: number;
  /** Of one that drifts slowly, and the time after which half of it is forgotten [s]. */
  readonly drift: number;
  readonly driftTime: number;
  /** Of one that is drawn afresh again and again, and the mean time for which it holds [s]. */
  readonly jitter: number;
  readonly jitterTime: number;
}

/** Standard deviations: one host in forty is worse. */
const BAD = 2;

/**
 * The noise of a shared host as a speed of the cores that varies: a factor for each dyno, a slow drift (a first-order
 * autoregression) and a short jitter. Speeds in the catalogue are medians of measured work, and fast moments do more of
 * it: weighted by itself, a log-normal speed has its logarithm shifted by its variance (Aitchison and Brown, The
 * Lognormal Distribution (1957), 2.3, moment distributions). So much slower are the drift and the jitter in time, that
 * half of the work is done faster than stated.
 *
 * An event for each change: about 1 / jitterTime a second and dyno.
 */
export class CpuNoise {
  private readonly simulation: Simulation;
  private readonly stations: readonly ProcessorSharing[];
  private readonly rule: NoiseRule;
  private readonly chance: UniformStream;
  /** Logarithms of each machine's factors on the time that work takes, and when the drift was last drawn [s]. */
  private readonly lasting: Float64Array;
  private readonly drift: Float64Array;
  private readonly driftedAt: Float64Array;
  private readonly centre: number;

  constructor(simulation: Simulation, stations: readonly ProcessorSharing[], rule: NoiseRule, chance: UniformStream) {
    this.simulation = simulation;
    this.stations = stations;
    this.rule = rule;
    this.chance = chance;
    this.centre = variance(rule);
    const changes = simulation.onBackground('cpu noise', (d) => this.change(d), Order.change);
    this.lasting = Float64Array.from(stations, () => this.normal() * sigma(rule.lasting));
    this.drift = Float64Array.from(stations, () => this.normal() * sigma(rule.drift));
    if (rule.host === 'bad') this.lasting.fill(badHost(rule));
    this.driftedAt = new Float64Array(stations.length);
    for (const d of stations.keys()) simulation.startBackground(this.change(d), changes, d);
  }

  /** Draws the speed anew, and the time for which it holds [s]. */
  private change(d: number): number {
    const { rule } = this;
    if (rule.host === 'bad') this.drift[d] = 0;
    else this.moveDrift(d);
    const jitter = this.normal() * sigma(rule.jitter);
    this.stations[d]!.setSpeed(Math.exp(-this.centre - this.lasting[d]! - this.drift[d]! - jitter));
    return -rule.jitterTime * Math.log(this.chance.next());
  }

  private moveDrift(d: number): void {
    const kept = 0.5 ** ((this.simulation.now - this.driftedAt[d]!) / this.rule.driftTime);
    this.drift[d] = kept * this.drift[d]! + Math.sqrt(1 - kept ** 2) * this.normal() * sigma(this.rule.drift);
    this.driftedAt[d] = this.simulation.now;
  }

  private normal(): number {
    return normalQuantile(this.chance.next());
  }
}

/** How fast the cores are in the long run, on a host in the middle, against what is stated. */
export function meanSpeed(rule: NoiseRule | undefined): number {
  if (rule === undefined) return 1;
  return Math.exp(-variance(rule) / 2 - (rule.host === 'bad' ? badHost(rule) : 0));
}

/** Of the logarithm of what changes. */
function variance({ host, drift, jitter }: NoiseRule): number {
  return sigma(jitter) ** 2 + (host === 'bad' ? 0 : sigma(drift) ** 2);
}

/** Logarithm of the time that work takes on a bad host. */
function badHost({ lasting, drift }: NoiseRule): number {
  return BAD * Math.hypot(sigma(lasting), sigma(drift));
}

/** Standard deviation of the logarithm of a log-normal factor. */
function sigma(cv: number): number {
  return Math.sqrt(Math.log1p(cv ** 2));
}
