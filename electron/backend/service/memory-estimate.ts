/** What a job will need, before it takes it. */
import { readFile } from 'node:fs/promises';
import { freemem } from 'node:os';
import { methodSettings } from '../engine/model/method-settings.ts';
import type { LiveOrder } from '../engine/live/live-order.ts';

export type RecordingSize = { readonly sampleRate: number; readonly lengthSamples: number };

/** Node, the tensor library, and blocks of work; measured on short pieces. */
const baseBytes = 350 * 2 ** 20;
const floatBytes = 4;
/** Bins pooled into bands: about this many are left of a window's, measured at 44.1 kHz. */
const bandShare = 0.2;
/** Activations that live at the same time: as learnt, as fitted, their mean, and one on its way to the disk. */
const activationCopies = 4;

/** Bytes of the trainer while it trains or renders the order. Cost O(notes). */
export function estimateBytes(order: LiveOrder, { sampleRate, lengthSamples }: RecordingSize): number {
  const settings = methodSettings(order.method, order.overrides);
  const { windowMs, hopMs } = settings.layers[0]!;
  const frames = lengthSamples / sampleRate / (hopMs / 1000);
  const bins = ((windowMs / 1000) * sampleRate) / 2;
  const bands = settings.relativeBandWidth > 0 ? bins * bandShare : bins;
  const classes = new Set(order.notes.map(({ part, pitchMidi }) => part * 128 + pitchMidi)).size;
  const units = classes * settings.labels.units + settings.labels.freeUnits;
  const perFrame = floatBytes * bands + units * (1 + floatBytes * activationCopies);
  return baseBytes + frames * perFrame;
}

/** Bytes that the machine could still give, caches that it would empty included. */
export async function availableBytes(): Promise<number> {
  try {
    // What Node calls free on Linux leaves out what the system would give back at once.
    const match = /^MemAvailable:\s+(\d+) kB$/m.exec(await readFile('/proc/meminfo', 'utf8'));
    if (match !== null) return Number(match[1]) * 1024;
  } catch {
    // Other systems have no such file.
  }
  return freemem();
}
