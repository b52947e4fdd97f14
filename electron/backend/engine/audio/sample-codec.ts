/** How linear samples lie in a file's bytes, and their conversion to float32 of full scale 1. */
export type SampleLayout = {
  /** 'unsigned' is WAV's 8-bit form, with silence at 128. */
  readonly kind: 'unsigned' | 'integer' | 'float';
  /** Bytes that one sample takes: 1, 2, 3, 4 or 8. Narrower samples are left-justified in it. */
  readonly bytes: number;
  readonly littleEndian: boolean;
};

/**
 * De-interleaves `frames` frames at the start of `bytes` into `targets[channel][targetOffset...]`.
 * Integers are divided by 2^(bits - 1) of their container, so that 16- and 24-bit samples survive exactly;
 * 32-bit integers and 64-bit floats are rounded to float32. Cost: one pass, nothing allocated.
 */
export function decodeSamples(
  bytes: Uint8Array,
  layout: SampleLayout,
  frames: number,
  targets: readonly Float32Array[],
  targetOffset: number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stride = layout.bytes * targets.length;
  const read = sampleReader(layout);
  for (let channel = 0; channel < targets.length; channel++) {
    const target = targets[channel]!;
    let position = channel * layout.bytes;
    for (let frame = 0; frame < frames; frame++, position += stride) {
      target[targetOffset + frame] = read(view, position);
    }
  }
}

function sampleReader(layout: SampleLayout): (view: DataView, position: number) => number {
  const little = layout.littleEndian;
  if (layout.kind === 'float') {
    return layout.bytes === 8
      ? (view, position) => view.getFloat64(position, little)
      : (view, position) => view.getFloat32(position, little);
  }
  switch (layout.bytes) {
    case 1:
      return layout.kind === 'unsigned'
        ? (view, position) => (view.getUint8(position) - 128) / 128
        : (view, position) => view.getInt8(position) / 128;
    case 2:
      return (view, position) => view.getInt16(position, little) / 0x8000;
    case 3:
      return little
        ? (view, position) =>
            ((view.getInt8(position + 2) << 16) | view.getUint16(position, true)) / 0x80_0000
        : (view, position) => ((view.getInt8(position) << 16) | view.getUint16(position + 1)) / 0x80_0000;
    case 4:
      return (view, position) => view.getInt32(position, little) / 0x8000_0000;
    default:
      throw new RangeError(`expected integer samples of 1, 2, 3 or 4 bytes, got ${layout.bytes}`);
  }
}
