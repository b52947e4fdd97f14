import type { LiveHooks } from './live-order.ts';

/** The time left follows from the share that is done. */
export function reportShare(
  hooks: LiveHooks,
  phase: string,
  fraction: number,
  detail: string,
  startMs: number,
): void {
  const spentSec = (performance.now() - startMs) / 1000;
  const secondsLeft = fraction < 0.05 ? null : (spentSec / fraction) * (1 - fraction);
  hooks.onProgress({ phase, fraction, detail, secondsLeft });
}
