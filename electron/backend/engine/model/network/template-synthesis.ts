import type { Rank, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Rng } from '../../../../../shared/std/rng.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import { harmonicTemplates } from '../nmf/harmonic-templates.ts';
import type { TrainingInput } from '../training-input.ts';
import type { NetworkSettings } from './network-settings.ts';
import type { UnbiasedSynthesis } from './synthesis-network.ts';
import { thetaOfWeight } from './weight-map.ts';

/** Input gains of a unit's hidden units: the first stays nearly linear, each further one saturates earlier. */
const FIRST_GAIN = 0.2;
const GAIN_RATIO = 8;
/** From one unit to another's hidden units: near silent, but within reach of the optimiser. */
const FOREIGN_GAIN = 1e-4;
/** Standard deviation of the start in theta, so that hidden units of one template part ways. */
const THETA_NOISE = 0.1;
/** Share of every template that is spread evenly, so that no band starts out of the optimiser's reach. */
const TEMPLATE_FLOOR = 1e-3;

export type TemplateStart = {
  readonly parameters: UnbiasedSynthesis;
  /** Biases of the representation layer under which the first estimate is about as loud as the target. */
  readonly analysisBias: Tensor1D;
};

/**
 * A synthesis network that starts as a dictionary: every unit owns `hiddenPerUnit` hidden units, each
 * of which plays the unit's template and saturates at its own loudness, so that a note's spectrum may
 * change with how loud it is. For small activations f(h) is about h times the templates.
 */
export function createTemplateSynthesis(
  tf: TensorFlow,
  input: TrainingInput,
  settings: NetworkSettings,
  rng: Rng,
): TemplateStart {
  const { hiddenPerUnit } = settings;
  const map = settings.synthesis.weightMap;
  const units = input.unitTable.unitCount;
  const bands = input.bands.bandCount;
  const hidden = units * hiddenPerUnit;
  const templates = harmonicTemplates(input.unitTable, input.bands, input.tuningCents, input.seed);

  const first = new Float32Array(units * hidden).fill(thetaOfWeight(map, FOREIGN_GAIN));
  const second = new Float32Array(hidden * bands);
  for (let unit = 0; unit < units; unit++) {
    for (let own = 0; own < hiddenPerUnit; own++) {
      const gain = FIRST_GAIN * GAIN_RATIO ** own;
      const row = unit * hiddenPerUnit + own;
      first[unit * hidden + row] = thetaOfWeight(map, gain);
      // tanh(x / 2) halves: the hidden units of a template share its unit gain.
      const level = 2 / (gain * hiddenPerUnit);
      for (let band = 0; band < bands; band++) {
        const share = templates[unit * bands + band] ?? 0;
        const weight = ((1 - TEMPLATE_FLOOR) * share * bands + TEMPLATE_FLOOR) * level;
        second[row * bands + band] = thetaOfWeight(map, weight) + rng.nextNormal() * THETA_NOISE;
      }
    }
  }
  const theta1: Tensor2D = tf.tensor2d(first, [units, hidden]);
  return {
    parameters: [theta1, tf.tensor2d(second, [hidden, bands])],
    analysisBias: tf.fill<Rank.R1>([units], startingBias(input, settings)),
  };
}

/** Under this bias a unit starts at one over the mean number of units that the labels allow in a frame. */
function startingBias(input: TrainingInput, { activation }: NetworkSettings): number {
  let allowed = 0;
  for (const label of input.labels) allowed += label;
  const perFrame = Math.max(1, allowed / input.frames);
  return activation === 'relu' ? 1 / perFrame : Math.log(Math.expm1(1 / perFrame));
}
