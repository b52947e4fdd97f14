/** What an export is asked to write: plain data. */

export const stemFormats = ['wav', 'flac'] as const;
export type StemFormat = (typeof stemFormats)[number];

export const mixFormats = ['wav', 'flac', 'mp3', 'ogg'] as const;
export type MixFormat = (typeof mixFormats)[number];

export const exportBits = ['16', '24', '32f'] as const;
export type ExportBits = (typeof exportBits)[number];

/** What to do with integer files whose sound passes full scale; 'ask' writes nothing and says so. */
export const fullScaleChoices = ['ask', 'float', 'common-gain', 'clip'] as const;
export type FullScaleChoice = (typeof fullScaleChoices)[number];

export const sessionFormats = ['dawproject', 'rpp'] as const;
export type SessionFormat = (typeof sessionFormats)[number];

export type MixRequest = {
  /** Part of the file name, such as 'mix' or 'without Melody'. */
  readonly name: string;
  readonly format: MixFormat;
  /** Of 'wav' and 'flac'. */
  readonly bits: ExportBits;
  /** Indices of tracks that are silent whatever the mixer says. */
  readonly without: readonly number[];
};

export type ExportRequest = {
  /** Absolute path; created when it does not exist. */
  readonly outputFolder: string;
  /** Indices of tracks that get a stem, rising; null is all of them. */
  readonly stems: readonly number[] | null;
  readonly format: StemFormat;
  readonly bits: ExportBits;
  /** 'post' stems have gain, pan and master; muted ones are left out. They sum to the mix. */
  readonly fader: 'pre' | 'post';
  readonly withOriginal: boolean;
  readonly mixes: readonly MixRequest[];
  readonly sessions: readonly SessionFormat[];
  /** The score and the notes as performed, as MIDI. */
  readonly withMidi: boolean;
  /** Labels for Audacity, and tables of notes, tolerances and alignment. */
  readonly withTables: boolean;
  /** Seconds of the recording; null is all of it. */
  readonly range: { readonly fromSec: number; readonly toSec: number } | null;
  readonly overFullScale: FullScaleChoice;
  /** Seed of the dither. */
  readonly seed: number;
  /** Replace files that exist. */
  readonly force: boolean;
};
