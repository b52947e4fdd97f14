/** Builds MIDI files byte by byte, broken ones included. */

export type TimedEvent = readonly [deltaTicks: number, ...bytes: number[]];

export function midiFile(
  options: { readonly format?: number; readonly division?: number; readonly tracks?: number },
  ...tracks: readonly (readonly TimedEvent[])[]
): Uint8Array {
  const division = options.division ?? 480;
  const head = [0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6];
  const fields = [options.format ?? 1, options.tracks ?? tracks.length, division];
  const words = fields.flatMap((value) => [(value >> 8) & 0xff, value & 0xff]);
  return Uint8Array.from([...head, ...words, ...tracks.flatMap((events) => trackChunk(events))]);
}

/** The end mark is added. */
export function trackChunk(events: readonly TimedEvent[]): number[] {
  const body: number[] = [];
  for (const [delta, ...bytes] of [...events, [0, 0xff, 0x2f, 0] as const]) {
    body.push(...deltaTime(delta), ...bytes);
  }
  const size = body.length;
  return [0x4d, 0x54, 0x72, 0x6b, size >>> 24, (size >> 16) & 0xff, (size >> 8) & 0xff, size & 0xff].concat(
    body,
  );
}

function deltaTime(ticks: number): number[] {
  const bytes = [ticks & 0x7f];
  for (let rest = ticks >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

export const on = (delta: number, pitch: number, channel = 0, velocity = 80): TimedEvent => [
  delta,
  0x90 | channel,
  pitch,
  velocity,
];
export const off = (delta: number, pitch: number, channel = 0): TimedEvent => [
  delta,
  0x80 | channel,
  pitch,
  0,
];
export const program = (delta: number, number: number, channel = 0): TimedEvent => [
  delta,
  0xc0 | channel,
  number,
];
export const pedal = (delta: number, value: number, channel = 0): TimedEvent => [
  delta,
  0xb0 | channel,
  64,
  value,
];
export const tempo = (delta: number, microsPerQuarter: number): TimedEvent => [
  delta,
  0xff,
  0x51,
  3,
  (microsPerQuarter >> 16) & 0xff,
  (microsPerQuarter >> 8) & 0xff,
  microsPerQuarter & 0xff,
];
export const trackName = (text: string): TimedEvent => {
  const bytes = [...new TextEncoder().encode(text)];
  return [0, 0xff, 3, ...deltaTime(bytes.length), ...bytes];
};
