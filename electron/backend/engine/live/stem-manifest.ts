/** `stems.json`: what lies in a folder of stems, and which labels they were made from. Written last. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StemStrength } from '../model/masks/stem-strengths.ts';

export type StemManifest = {
  readonly format: 'divisi-stems';
  readonly version: 1;
  /** Files `<name>.wav`, in the order of the masks. */
  readonly groups: readonly string[];
  readonly hasResidual: boolean;
  readonly sampleRate: number;
  readonly channels: number;
  readonly lengthSamples: number;
  readonly hopSamples: number;
  /** How often these stems were patched since they were rendered whole. */
  readonly generation: number;
  /** What the masks were made by, beside labels and weights. */
  readonly masks: {
    readonly exponent: number;
    readonly normalisation: string;
    readonly strengths: readonly (StemStrength | null)[];
  };
  /** A mark of every frame's labels, owners and regions, Uint32 little endian in base64. */
  readonly prints: string;
};

const manifestName = 'stems.json';

/** @throws what the file system throws */
export async function writeManifest(folder: string, manifest: StemManifest): Promise<void> {
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest)}\n`);
}

/** Null for a folder without a manifest that can be used: its stems are rendered anew. */
export async function readManifest(folder: string): Promise<StemManifest | null> {
  try {
    const parsed = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as StemManifest | null;
    const isOurs = parsed?.format === 'divisi-stems' && parsed.version === 1;
    return isOurs && Array.isArray(parsed.groups) && typeof parsed.prints === 'string' ? parsed : null;
  } catch {
    return null;
  }
}

export function packPrints(prints: Uint32Array): string {
  const bytes = new DataView(new ArrayBuffer(prints.length * 4));
  prints.forEach((print, index) => bytes.setUint32(index * 4, print, true));
  return Buffer.from(bytes.buffer).toString('base64');
}

export function unpackPrints(text: string): Uint32Array {
  const bytes = Buffer.from(text, 'base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    view.getUint32(index * 4, true),
  );
}
