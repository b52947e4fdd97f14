/** Builds WAV bytes chunk by chunk, also wrong ones, without the code under test. */
export type Chunk = { readonly id: string; readonly body: Uint8Array; readonly declaredSize?: number };

export function riff(chunks: readonly Chunk[], form = 'RIFF', declaredSize?: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { id, body, declaredSize: size } of chunks) {
    parts.push(text(id), u32(size ?? body.length), body);
    if (body.length % 2 === 1) parts.push(new Uint8Array(1));
  }
  const content = joinBytes(parts);
  return joinBytes([text(form), u32(declaredSize ?? content.length + 4), text('WAVE'), content]);
}

export function formatChunk(
  tag: number,
  channels: number,
  sampleRate: number,
  bits: number,
  blockBytes?: number,
): Chunk {
  const block = blockBytes ?? (channels * bits) / 8;
  return {
    id: 'fmt ',
    body: joinBytes([
      u16(tag),
      u16(channels),
      u32(sampleRate),
      u32(sampleRate * block),
      u16(block),
      u16(bits),
    ]),
  };
}

export function extensibleChunk(
  tag: number,
  channels: number,
  sampleRate: number,
  bits: number,
  containerBits: number,
): Chunk {
  const block = (channels * containerBits) / 8;
  const guid = [tag & 255, tag >> 8, 0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113];
  return {
    id: 'fmt ',
    body: joinBytes([
      u16(0xfffe),
      u16(channels),
      u32(sampleRate),
      u32(sampleRate * block),
      u16(block),
      u16(containerBits),
      u16(22),
      u16(bits),
      u32(0),
      Uint8Array.from(guid),
    ]),
  };
}

export function dataChunk(body: Uint8Array, declaredSize?: number): Chunk {
  return declaredSize === undefined ? { id: 'data', body } : { id: 'data', body, declaredSize };
}

/** The samples of one 16-bit channel. */
export function int16s(values: readonly number[]): Uint8Array {
  return joinBytes(values.map((value) => u16(value & 0xffff)));
}

export function text(value: string): Uint8Array {
  return Uint8Array.from(value, (character) => character.charCodeAt(0));
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >> 8) & 255);
}

export function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255);
}

export function u64(value: number): Uint8Array {
  return joinBytes([u32(value % 2 ** 32), u32(Math.floor(value / 2 ** 32))]);
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    joined.set(part, position);
    position += part.length;
  }
  return joined;
}
