/** What a job will need, before it takes it. */
import { readFile } from 'node:fs/promises';
import { freemem } from 'node:os';
import { methodSettings } from '../engine/model/method-settings.ts';
import type { LiveOrder } from '../engine/live/live-order.ts';
import { orderSize } from '../engine/live/order-size.ts';
import type { RecordingSize } from '../engine/live/order-size.ts';

/** Node, the tensor library, and blocks of work; measured on short pieces. */
const baseBytes = 350 * 2 ** 20;
const floatBytes = 4;
/** Activations that live at the same time: as learnt, as fitted, their mean, and one on its way to the disk. */
const activationCopies = 4;

/** Bytes of the trainer while it trains or renders the order. Cost O(notes). */
export function estimateBytes(order: LiveOrder, recording: RecordingSize): number {
  const size = orderSize(order, methodSettings(order.method, order.overrides), recording);
  // The job itself says what is wrong with its window.
  if (size === null) return baseBytes;
  const { frames, bands, units } = size;
  return baseBytes + frames * (floatBytes * bands + units * (1 + floatBytes * activationCopies));
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
