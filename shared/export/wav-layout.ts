/**
 * The header of a WAV file whose length is known before it is written, so that nothing need be patched later.
 * Plain WAVE_FORMAT_PCM or IEEE_FLOAT for one and two channels, which every program opens; EXTENSIBLE beyond,
 * with no speaker positions claimed; RF64 as soon as a 32-bit size would overflow. Further chunks stand between
 * the format and the samples.
 * @source Microsoft, Multimedia Programming Interface and Data Specifications 1.0; WAVEFORMATEXTENSIBLE;
 * EBU Tech 3306 (RF64); ITU-R BS.2088 (BW64).
 */
export type WavEncoding = 'pcm16' | 'pcm24' | 'float32';

export const wavTags = Object.freeze({ pcm: 1, float: 3, extensible: 0xfffe });

/** Bytes 2-15 of the sub-format GUIDs that stand for a plain format tag: xxxx-0000-0010-8000-00AA00389B71. */
export const subformatTail: readonly number[] = Object.freeze([
  0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71,
]);

export type WavShape = {
  readonly sampleRate: number;
  readonly channels: number;
  readonly encoding: WavEncoding;
  readonly lengthSamples: number;
};

/** A chunk beside format and samples, such as 'bext'. */
export type WavChunk = {
  /** Four characters. */
  readonly id: string;
  readonly body: Uint8Array;
};

export type WavLayout = {
  /** Everything before the first sample. */
  readonly header: Uint8Array<ArrayBuffer>;
  readonly dataBytes: number;
  /** 1 where an odd data chunk needs a padding byte behind it. */
  readonly padBytes: 0 | 1;
  readonly isLong: boolean;
};

const unknownSize = 0xffff_ffff;

export function bytesPerSample(encoding: WavEncoding): 2 | 3 | 4 {
  return encoding === 'pcm16' ? 2 : encoding === 'pcm24' ? 3 : 4;
}

export function layOutWav(shape: WavShape, chunks: readonly WavChunk[] = []): WavLayout {
  const { sampleRate, channels, encoding, lengthSamples } = shape;
  const frameBytes = channels * bytesPerSample(encoding);
  const dataBytes = lengthSamples * frameBytes;
  const padBytes = dataBytes % 2 === 1 ? 1 : 0;
  const isExtensible = channels > 2;
  const isFloat = encoding === 'float32';
  const formatBytes = isExtensible ? 40 : isFloat ? 18 : 16;
  const factBytes = isFloat ? 12 : 0;
  const chunkBytes = chunks.reduce((sum, { body }) => sum + 8 + body.length + (body.length % 2), 0);
  const shortHeaderBytes = 12 + 8 + formatBytes + factBytes + chunkBytes + 8;
  const isLong = shortHeaderBytes - 8 + dataBytes + padBytes > unknownSize;
  const headerBytes = shortHeaderBytes + (isLong ? 36 : 0);
  const riffBytes = headerBytes - 8 + dataBytes + padBytes;

  const out = new HeaderBytes(headerBytes);
  out
    .id(isLong ? 'RF64' : 'RIFF')
    .u32(isLong ? unknownSize : riffBytes)
    .id('WAVE');
  if (isLong) out.id('ds64').u32(28).u64(riffBytes).u64(dataBytes).u64(lengthSamples).u32(0);
  const tag = isFloat ? wavTags.float : wavTags.pcm;
  const bits = bytesPerSample(encoding) * 8;
  out
    .id('fmt ')
    .u32(formatBytes)
    .u16(isExtensible ? wavTags.extensible : tag)
    .u16(channels);
  out
    .u32(sampleRate)
    .u32(sampleRate * frameBytes)
    .u16(frameBytes)
    .u16(bits);
  if (isExtensible) {
    out.u16(22).u16(bits).u32(0).u16(tag);
    for (const byte of subformatTail) out.u8(byte);
  } else if (isFloat) {
    out.u16(0);
  }
  if (isFloat) out.id('fact').u32(4).u32(Math.min(lengthSamples, unknownSize));
  for (const { id, body } of chunks) {
    out.id(id).u32(body.length);
    for (const byte of body) out.u8(byte);
    if (body.length % 2 === 1) out.u8(0);
  }
  out.id('data').u32(isLong ? unknownSize : dataBytes);
  return { header: out.bytes, dataBytes, padBytes, isLong };
}

class HeaderBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #position = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
  }

  id(text: string): this {
    for (const character of text) this.u8(character.charCodeAt(0));
    return this;
  }

  u8(value: number): this {
    this.#view.setUint8(this.#position, value);
    this.#position += 1;
    return this;
  }

  u16(value: number): this {
    this.#view.setUint16(this.#position, value, true);
    this.#position += 2;
    return this;
  }

  u32(value: number): this {
    this.#view.setUint32(this.#position, value, true);
    this.#position += 4;
    return this;
  }

  u64(value: number): this {
    this.#view.setBigUint64(this.#position, BigInt(value), true);
    this.#position += 8;
    return this;
  }
}
