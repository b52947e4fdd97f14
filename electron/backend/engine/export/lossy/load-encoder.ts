/** Loads an encoder of a lossy format from its own file, which anybody may replace. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createEncoder } from 'wasm-media-encoders';

const require = createRequire(import.meta.url);

/** The part of the package's encoder that is used; what it returns is its own until the next call. */
export interface LossyEncoder {
  encode(channels: readonly Float32Array[]): Uint8Array;
  finalize(): Uint8Array;
}

export type Mp3Settings = {
  readonly channels: 1 | 2;
  readonly sampleRate: number;
  readonly outputSampleRate: Mp3Rate;
};

export const mp3Rates = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] as const;
export type Mp3Rate = (typeof mp3Rates)[number];

/** LAME's V2: about 190 kbit/s, hardly told from the original. */
const mp3Quality = 2;
/** About 190 kbit/s. */
const vorbisQuality = 6;

export async function loadMp3Encoder(settings: Mp3Settings): Promise<LossyEncoder> {
  const encoder = await createEncoder('audio/mpeg', await readModule('mp3'));
  encoder.configure({ ...settings, vbrQuality: mp3Quality });
  return encoder;
}

export async function loadVorbisEncoder(
  settings: { readonly channels: 1 | 2; readonly sampleRate: number },
  serial: number,
): Promise<LossyEncoder> {
  const encoder = await createEncoder('audio/ogg', await readModule('ogg'));
  encoder.configure({ ...settings, vbrQuality: vorbisQuality, oggSerialNo: serial });
  return encoder;
}

function readModule(name: 'mp3' | 'ogg'): Promise<Uint8Array> {
  return readFile(require.resolve(`wasm-media-encoders/wasm/${name}`));
}
