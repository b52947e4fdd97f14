/** What the strips of the mixer make of the stems that play: by the same law as an export. */
import { faderGains, isHeard, linearGain, restingFader } from '../../shared/export/mixer-gains.ts';
import type { FaderState } from '../../shared/export/export-session.ts';
import type { Mix } from './mix-bus.ts';

export type StripFader = FaderState & { readonly id: string };

export type MixSettings = {
  readonly faders: readonly StripFader[];
  readonly masterDb: number;
  readonly isComparing: boolean;
};

/** Plays outside of what was tried out, where nothing is separated yet; no strip is its own. */
export const aroundId = 'around';

/**
 * @param stems in the order in which they play, the recording first
 * A stem without a strip of its own sounds as one that nobody touched.
 */
export function mixOf(
  stems: readonly { readonly id: string; readonly channels: number }[],
  { faders, masterDb, isComparing }: MixSettings,
): Mix {
  return {
    gains: stems.map(({ id, channels }, index) => {
      const fader = faders.find((each) => each.id === id);
      const isOwn = index === 0 || id === aroundId;
      const shown = isOwn ? restingFader : (fader ?? restingFader);
      const isSilent = !isOwn && !isHeard(shown, faders);
      return faderGains(isSilent ? { gainDb: -Infinity, pan: 0 } : shown, channels, 2);
    }),
    master: linearGain(masterDb),
    isComparing,
  };
}

export function decibels(level: number): number {
  return level <= 0 ? -Infinity : 20 * Math.log10(level);
}
