/**
 * A trained model as bytes: magic, SHA-256 of all that follows, length of the header, the header (JSON),
 * padding, float32 values (little-endian, as every machine that this runs on has them).
 */
import { createHash } from 'node:crypto';
import type { LossPoint } from '../learned-representation.ts';
import type { SavedArray, SavedModel } from '../saved-model.ts';

export type KeptModel = {
  readonly model: SavedModel;
  /** [frames, units] flattened. */
  readonly activations: Float32Array;
  readonly frames: number;
  readonly units: number;
  readonly bands: number;
  readonly lossCurve: readonly LossPoint[];
  readonly epochs: number;
  readonly remarks: readonly string[];
};

type Header = Omit<KeptModel, 'model' | 'activations'> & {
  readonly kind: SavedModel['kind'];
  readonly settings: SavedModel['settings'];
  /** In the order of the values; the first one is the activations. */
  readonly arrays: readonly { readonly name: string; readonly shape: readonly number[] }[];
};

const magic = 'DIVISI-MODEL-1\n\0';
const digestBytes = 32;
const lengthAt = magic.length + digestBytes;
const headerAt = lengthAt + 4;

/** Blocks of a file; the arrays are not copied. */
export function encodeModel(kept: KeptModel): Uint8Array[] {
  const { model, activations, frames, units, bands, lossCurve, epochs, remarks } = kept;
  const entries: [string, SavedArray][] = [
    ['activations', { shape: [frames, units], values: activations }],
    ...Object.entries(model.arrays),
  ];
  const values = entries.map(
    ([, { values: array }]) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
  );
  const header: Header = {
    kind: model.kind,
    settings: model.settings,
    arrays: entries.map(([name, { shape }]) => ({ name, shape })),
    frames,
    units,
    bands,
    lossCurve,
    epochs,
    remarks,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = new Uint8Array(valuesAt(text.length));
  start.set(new TextEncoder().encode(magic));
  new DataView(start.buffer).setUint32(lengthAt, text.length, true);
  start.set(text, headerAt);
  start.set(digestOf([start.subarray(lengthAt), ...values]), magic.length);
  return [start, ...values];
}

/** Null for anything but an undamaged model. The arrays are views of `bytes`, whose offset is a multiple of 4. */
export function decodeModel(bytes: Uint8Array): KeptModel | null {
  if (bytes.length < headerAt) return null;
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) return null;
  if (!digestOf([bytes.subarray(lengthAt)]).equals(bytes.subarray(magic.length, lengthAt))) return null;
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset + lengthAt).getUint32(0, true);
  if (valuesAt(headerBytes) > bytes.length) return null;
  // What the digest covers was written by `encodeModel`.
  const text = new TextDecoder().decode(bytes.subarray(headerAt, headerAt + headerBytes));
  const header = JSON.parse(text) as Header;
  const values = bytes.subarray(valuesAt(headerBytes));
  const arrays: Record<string, SavedArray> = {};
  let offset = values.byteOffset;
  for (const { name, shape } of header.arrays) {
    const length = shape.reduce((product, size) => product * size, 1);
    if (!(offset + length * 4 <= values.byteOffset + values.byteLength)) return null;
    arrays[name] = { shape, values: new Float32Array(values.buffer, offset, length) };
    offset += length * 4;
  }
  const { activations, ...ofModel } = arrays;
  const { kind, settings, frames, units, bands, lossCurve, epochs, remarks } = header;
  if (activations === undefined || activations.values.length !== frames * units) return null;
  return {
    model: { kind, arrays: ofModel, settings },
    activations: activations.values,
    frames,
    units,
    bands,
    lossCurve,
    epochs,
    remarks,
  };
}

function valuesAt(headerBytes: number): number {
  return Math.ceil((headerAt + headerBytes) / 64) * 64;
}

function digestOf(blocks: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const block of blocks) hash.update(block);
  return hash.digest();
}
