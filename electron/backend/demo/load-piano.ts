/** Fetches what is missing of the demo's piano and makes it playable. */
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { loadPianoPackage, pianoPackages } from './piano-package.ts';
import { demoSampleRate } from './record-piece.ts';
import { SampleBank } from './sample-bank.ts';
import type { SampleLayer } from './sample-bank.ts';

/** @param onFetch is told of each download. Fails with 'download-failed' or 'cancelled'. */
export async function loadPiano(
  onFetch: (text: string) => void,
  signal: AbortSignal,
): Promise<Result<SampleBank>> {
  const layers: SampleLayer[] = [];
  for (const wanted of pianoPackages) {
    const loaded = await loadPianoPackage(wanted, onFetch, signal);
    if (!loaded.ok) return loaded;
    layers.push({ velocity: wanted.velocity, files: loaded.value });
  }
  return ok(new SampleBank(layers, demoSampleRate));
}
