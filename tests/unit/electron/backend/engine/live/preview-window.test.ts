import { describe, expect, it } from 'vitest';
import { PreviewWindow } from '../../../../../../electron/backend/engine/live/preview-window.ts';

describe('PreviewWindow', () => {
  const { signal } = new AbortController();

  it('[RP31] makes a state for everyone who waits, and none for nobody', async () => {
    const window = new PreviewWindow<number, string>();
    let made = 0;
    window.offer(() => ++made);
    expect(made).toBe(0);
    const waiting = [window.next(signal), window.next(signal)];
    window.offer(() => ++made);
    expect(await Promise.all(waiting)).toEqual([1, 2]);
  });

  it('[RP31] nobody waits for a training that has ended, or after a stop', async () => {
    const window = new PreviewWindow<number, string>();
    const stop = new AbortController();
    const stopped = window.next(stop.signal);
    const waiting = window.next(signal);
    stop.abort();
    expect(await stopped).toBeNull();
    expect(window.result).toBeNull();
    window.close('weights');
    expect(window.result).toBe('weights');
    expect(await waiting).toBeNull();
    expect(await window.next(signal)).toBeNull();
    expect(await new PreviewWindow<number, string>().next(AbortSignal.abort())).toBeNull();
  });
});
