/** What the window and the thread of the sound say to each other. */
import type { LoopFrames } from './chunk-plan.ts';
import type { GuideLevels, GuideNotes, GuideTone } from './guide/score-guide.ts';
import type { Mix } from './mix-bus.ts';
import type { StemSamples } from './stem-buffer.ts';
import type { DeckOptions } from './stem-deck.ts';

export type ToPlayer =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'seek'; readonly frame: number; readonly id: number }
  | { readonly kind: 'loop'; readonly loop: LoopFrames | null }
  | { readonly kind: 'speed'; readonly speed: number }
  /** Stems that take the place of the present ones, as soon as they have what is played next. */
  | { readonly kind: 'open'; readonly deck: number; readonly options: DeckOptions; readonly mix: Mix }
  | {
      readonly kind: 'chunk';
      readonly deck: number;
      readonly stem: number;
      readonly chunk: number;
      readonly samples: StemSamples;
    }
  | { readonly kind: 'keep'; readonly deck: number; readonly chunks: readonly number[] }
  | { readonly kind: 'mix'; readonly deck: number; readonly mix: Mix }
  | { readonly kind: 'notes'; readonly notes: GuideNotes }
  | { readonly kind: 'tone'; readonly tone: GuideTone }
  | { readonly kind: 'balance'; readonly recording: number; readonly guide: GuideLevels };

export type FromPlayer =
  | {
      readonly kind: 'position';
      /** What is heard, or was last. */
      readonly frame: number;
      /** Nothing before it is needed, but for a loop's beginning. */
      readonly readFrame: number;
      /** Time of the context at which `frame` is handed to it. */
      readonly contextSec: number;
      readonly deck: number;
      /** Of every stem, then of their sum, linear, since the last report. */
      readonly peaks: Float32Array;
    }
  /** The deck sounds in place of the one before. */
  | { readonly kind: 'tookOver'; readonly deck: number }
  /** `seek` is the last one that was heard of: after a later one playing goes on. */
  | { readonly kind: 'ended'; readonly seek: number };

export type PlayerOptions = { readonly sampleRate: number };
