/** A trained decoder as plain numbers, so that it can be kept on disk and used again. */

/** Row-major; the product of `shape` is `values.length`. */
export type SavedArray = { readonly shape: readonly number[]; readonly values: Float32Array };

export type SavedModel = {
  /** Which decoder the arrays belong to: a product with templates [units, bands], or layers of a network. */
  readonly kind: 'linear' | 'network';
  readonly arrays: Readonly<Record<string, SavedArray>>;
  /** Small settings that the decoder needs beside its arrays. */
  readonly settings: Readonly<Record<string, number | string | boolean>>;
};
