/**
 * A trained model as bytes: magic, length of the header, the header (JSON), padding, float32 values.
 * Everything that is used after reading is covered by the header's checks and the values' hash.
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
  readonly valuesSha256: string;
};

const magic = 'DIVISI-MODEL-1\n\0';
const maxHeaderBytes = 16 * 2 ** 20;

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
    valuesSha256: hashOf(values),
    frames,
    units,
    bands,
    lossCurve,
    epochs,
    remarks,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = new Uint8Array(dataOffset(text.length));
  start.set(new TextEncoder().encode(magic));
  new DataView(start.buffer).setUint32(magic.length, text.length, true);
  start.set(text, magic.length + 4);
  return [start, ...values];
}

/** Null for anything but an undamaged model. The arrays are views of `bytes`, whose offset is a multiple of 4. */
export function decodeModel(bytes: Uint8Array): KeptModel | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < magic.length + 4) return null;
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) return null;
  const headerBytes = view.getUint32(magic.length, true);
  if (headerBytes > maxHeaderBytes || dataOffset(headerBytes) > bytes.length) return null;
  const header = parseHeader(bytes.subarray(magic.length + 4, magic.length + 4 + headerBytes));
  if (header === null) return null;
  const values = bytes.subarray(dataOffset(headerBytes));
  if (hashOf([values]) !== header.valuesSha256) return null;
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

function parseHeader(bytes: Uint8Array): Header | null {
  try {
    const header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Header;
    const isWhole =
      Array.isArray(header.arrays) &&
      header.arrays.every(({ shape }) =>
        shape.every((size: unknown) => Number.isInteger(size) && Number(size) >= 0),
      ) &&
      [header.frames, header.units, header.bands, header.epochs].every((count) => Number.isInteger(count));
    return isWhole ? header : null;
  } catch {
    return null;
  }
}

function dataOffset(headerBytes: number): number {
  return Math.ceil((magic.length + 4 + headerBytes) / 64) * 64;
}

function hashOf(blocks: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const block of blocks) hash.update(block);
  return hash.digest('hex');
}
