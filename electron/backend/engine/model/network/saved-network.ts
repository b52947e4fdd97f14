/** The representation that a trained network hands on, and its decoder as plain numbers. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { LearnedRepresentation } from '../learned-representation.ts';
import type { SavedArray, SavedModel } from '../saved-model.ts';
import { synthesise, type SynthesisForm, type SynthesisParameters } from './synthesis-network.ts';
import type { WeightMap } from './weight-map.ts';

export type NetworkDecoder = {
  /** The representation disposes them. */
  readonly parameters: SynthesisParameters;
  readonly form: SynthesisForm;
  /** Magnitudes are this times what f gives. */
  readonly scale: number;
};

/** @param activations `L * h(V)`, [frames, units] flattened */
export function networkRepresentation(
  tf: TensorFlow,
  decoder: NetworkDecoder,
  activations: Float32Array,
): LearnedRepresentation {
  const { parameters, form, scale } = decoder;
  const units = parameters[0].shape[0];
  const bands = (parameters.length === 4 ? parameters[2] : parameters[1]).shape[1];
  return {
    activations,
    frames: activations.length / units,
    units,
    bands,
    decode(block: Tensor2D) {
      return tf.tidy(() => tf.mul<Tensor2D>(synthesise(tf, parameters, block, form), scale));
    },
    save() {
      const arrays = parameters.map((parameter: Tensor, index): [string, SavedArray] => [
        `synthesis${index}`,
        { shape: parameter.shape, values: parameter.dataSync<'float32'>() },
      ]);
      return { kind: 'network', arrays: Object.fromEntries(arrays), settings: { ...form, scale } };
    },
    dispose() {
      tf.dispose([...parameters]);
    },
  };
}

/**
 * The other way round from {@link LearnedRepresentation.save}.
 *
 * @param activations as they were when the model was saved
 * @returns null if the saved model is not one of a network of this form
 */
export function loadNetwork(
  tf: TensorFlow,
  saved: SavedModel,
  activations: Float32Array,
): LearnedRepresentation | null {
  const { weightMap, hidden, scale } = saved.settings;
  const knownForm = isWeightMap(weightMap) && (hidden === 'sigmoid' || hidden === 'zero-preserving');
  if (saved.kind !== 'network' || !knownForm || typeof scale !== 'number' || !(scale > 0)) return null;
  const arrays: SavedArray[] = [];
  for (let index = 0; ; index++) {
    const array = saved.arrays[`synthesis${index}`];
    if (array === undefined) break;
    arrays.push(array);
  }
  if (!layersFit(arrays) || activations.length % (arrays[0]?.shape[0] ?? 0) !== 0) return null;
  const parameters = arrays.map(({ shape, values }) => tf.tensor(values, [...shape], 'float32'));
  return networkRepresentation(
    tf,
    { parameters: parameters as unknown as SynthesisParameters, form: { weightMap, hidden }, scale },
    activations,
  );
}

function isWeightMap(value: unknown): value is WeightMap {
  return value === 'plain' || value === 'exponential' || value === 'signed-exponential';
}

/** Whether the arrays are two layers, each with or without its biases, whose widths meet. */
function layersFit(arrays: readonly SavedArray[]): boolean {
  const sizesFit = arrays.every(
    ({ shape, values }) =>
      shape.every((size) => Number.isInteger(size) && size > 0) &&
      shape.reduce((product, size) => product * size, 1) === values.length,
  );
  if (!sizesFit) return false;
  const ranks = arrays.map(({ shape }) => shape.length).join();
  const size = (array: number, axis: number): number | undefined => arrays[array]?.shape[axis];
  if (ranks === '2,2') return size(0, 1) === size(1, 0);
  return (
    ranks === '2,1,2,1' && size(0, 1) === size(1, 0) && size(1, 0) === size(2, 0) && size(2, 1) === size(3, 0)
  );
}
