/** The compressed files under tests/fixtures/audio and what they must decode to. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type ExpectedAudio = {
  readonly sampleRate: number;
  readonly channels: number;
  readonly lengthSamples: number;
  readonly losslessBits?: number;
  /** Of the source's little-endian PCM, for lossless files. */
  readonly sha256?: string;
  readonly positions: readonly number[];
  /** [channels][positions] */
  readonly values: readonly (readonly number[])[];
};

export function audioFixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/audio/${name}`, import.meta.url));
}

export function audioFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(audioFixturePath(name)));
}

export function expectedAudio(): Readonly<Record<string, ExpectedAudio>> {
  const text = readFileSync(audioFixturePath('expected.json'), 'utf8');
  return (JSON.parse(text) as { files: Record<string, ExpectedAudio> }).files;
}
