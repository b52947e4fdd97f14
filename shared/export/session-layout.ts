/** What a session file of another program holds: exported stems and notes on a timeline. */
import type { PedalChange } from '../music/score.ts';
import type { DawTimeline } from './daw-timeline.ts';
import type { FaderState } from './export-session.ts';
import type { PlayableNote } from './playable-notes.ts';

export type LayoutTrack = {
  readonly name: string;
  /** '#rrggbb' */
  readonly colour: string;
  /** Name of the exported file, beside the session file or inside of it. */
  readonly media: string;
  readonly channels: number;
  readonly fader: FaderState;
  /** In ticks of the timeline; empty for tracks without notes. */
  readonly notes: readonly PlayableNote[];
  /** Of the notes' channels, in ticks of the timeline, by channel and tick. */
  readonly pedals: readonly PedalChange[];
};

export type SessionLayout = {
  readonly piece: string;
  readonly version: string;
  readonly sampleRate: number;
  readonly lengthSamples: number;
  readonly tracks: readonly LayoutTrack[];
  readonly masterGainDb: number;
  readonly timeline: DawTimeline;
  readonly markers: readonly { readonly tick: number; readonly sec: number; readonly name: string }[];
  /** Seconds from the first sample. */
  readonly loop: { readonly fromSec: number; readonly toSec: number } | null;
};
