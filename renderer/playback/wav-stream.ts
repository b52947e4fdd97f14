/** A WAV file that is read in ranges: where its samples lie, and how their bytes become numbers. */

export type WavShape = {
  readonly sampleRate: number;
  readonly channels: number;
  readonly encoding: 'int16' | 'int24' | 'int32' | 'float32';
  /** Of the first sample. */
  readonly dataOffset: number;
  readonly lengthFrames: number;
};

const formatPcm = 1;
const formatFloat = 3;
const formatExtensible = 0xfffe;

/**
 * @param head the file's first bytes, enough to reach its samples
 * @param sizeBytes of the whole file: the samples end there when the header promises more, or no length
 * @returns null for what is no such file, or where the head is too short
 */
export function parseWavHead(head: ArrayBuffer, sizeBytes: number): WavShape | null {
  const view = new DataView(head);
  if (head.byteLength < 12 || !['RIFF', 'RF64', 'BW64'].includes(tag(view, 0)) || tag(view, 8) !== 'WAVE')
    return null;
  let format: Pick<WavShape, 'sampleRate' | 'channels' | 'encoding'> | null = null;
  for (let at = 12; at + 8 <= head.byteLength;) {
    const name = tag(view, at);
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (name === 'fmt ' && start + 16 <= head.byteLength) format = readFormat(view, start, size);
    if (name === 'data') return format === null ? null : shapeOf(format, start, size, sizeBytes);
    at = start + size + (size % 2);
  }
  return null;
}

export function frameBytes({ channels, encoding }: Pick<WavShape, 'channels' | 'encoding'>): number {
  return channels * (encoding === 'int16' ? 2 : encoding === 'int24' ? 3 : 4);
}

/** @returns one array per channel, as long as there are whole frames in the bytes */
export function decodeFrames(
  bytes: ArrayBuffer,
  shape: Pick<WavShape, 'channels' | 'encoding'>,
): Float32Array[] {
  const { channels, encoding } = shape;
  const frames = Math.floor(bytes.byteLength / frameBytes(shape));
  const view = new DataView(bytes);
  const size = frameBytes({ channels: 1, encoding });
  const read = reader(view, encoding);
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++) samples[frame] = read((frame * channels + channel) * size);
    return samples;
  });
}

function readFormat(
  view: DataView,
  start: number,
  size: number,
): Pick<WavShape, 'sampleRate' | 'channels' | 'encoding'> | null {
  const channels = view.getUint16(start + 2, true);
  const sampleRate = view.getUint32(start + 4, true);
  const bits = view.getUint16(start + 14, true);
  const asked = view.getUint16(start, true);
  const format = asked === formatExtensible && size >= 26 ? view.getUint16(start + 24, true) : asked;
  const encoding =
    format === formatFloat && bits === 32
      ? 'float32'
      : format === formatPcm && (bits === 16 || bits === 24 || bits === 32)
        ? (`int${bits}` as const)
        : null;
  return encoding === null || channels === 0 || sampleRate === 0 ? null : { channels, sampleRate, encoding };
}

function shapeOf(
  format: Pick<WavShape, 'sampleRate' | 'channels' | 'encoding'>,
  dataOffset: number,
  promised: number,
  sizeBytes: number,
): WavShape {
  // Streams and RF64 write 0 or the greatest number there; the file's end is right for both.
  const isOpen = promised === 0 || promised === 0xffffffff;
  const bytes = Math.min(isOpen ? Infinity : promised, sizeBytes - dataOffset);
  return { ...format, dataOffset, lengthFrames: Math.floor(bytes / frameBytes(format)) };
}

function reader(view: DataView, encoding: WavShape['encoding']): (offset: number) => number {
  switch (encoding) {
    case 'int16':
      return (offset) => view.getInt16(offset, true) / 32768;
    case 'int24':
      return (offset) => (view.getInt16(offset + 1, true) * 256 + view.getUint8(offset)) / 8388608;
    case 'int32':
      return (offset) => view.getInt32(offset, true) / 2147483648;
    case 'float32':
      return (offset) => view.getFloat32(offset, true);
  }
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
}
