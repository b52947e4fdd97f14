/** Activations whose decoder is a product with templates. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import type { LearnedRepresentation } from './learned-representation.ts';
import type { SavedArray } from './saved-model.ts';

export type LinearModel = Pick<LearnedRepresentation, 'activations' | 'frames' | 'units' | 'bands'> & {
  /** [units, bands] flattened, >= 0. */
  readonly templates: Float32Array;
  /** Saved beside the templates, for a later training. */
  readonly besides?: Readonly<Record<string, SavedArray>>;
};

/** Keeps the arrays, and one tensor until disposed of. */
export function createLinearRepresentation(tf: TensorFlow, model: LinearModel): LearnedRepresentation {
  const { activations, frames, units, bands, templates, besides = {} } = model;
  if (activations.length !== frames * units || templates.length !== units * bands) {
    throw new RangeError(
      `expected [${frames}, ${units}] activations and [${units}, ${bands}] templates, got ${activations.length} and ${templates.length} numbers`,
    );
  }
  const decoder = tf.tensor2d(templates, [units, bands]);
  return {
    activations,
    frames,
    units,
    bands,
    decode: (block: Tensor2D) => tf.matMul(block, decoder),
    save: () => ({
      kind: 'linear',
      arrays: { ...besides, templates: { shape: [units, bands], values: templates } },
      settings: {},
    }),
    dispose: () => decoder.dispose(),
  };
}
