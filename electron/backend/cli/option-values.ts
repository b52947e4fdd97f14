/** Readers of option values; each throws commander's error, which then names the option. */
import { InvalidArgumentError } from 'commander';
import { parsePitchName } from '../../../shared/music/pitch-name.ts';
import type { ToleranceSec } from '../../../shared/labels/label-settings.ts';
import type { AlignmentPins, WarpPoint } from '../../../shared/music/alignment.ts';

type Span = AlignmentPins['skips'][number];

export type NumberRange = {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  /** Whether `min` itself is too small. */
  readonly aboveMin?: boolean;
  readonly odd?: boolean;
};

export function numberIn(range: NumberRange): (text: string) => number {
  return (text) => {
    const value = plainNumber(text);
    const { min, max, whole = false, aboveMin = false, odd = false } = range;
    const fits =
      value !== null &&
      (aboveMin ? value > min : value >= min) &&
      value <= max &&
      (!whole || Number.isInteger(value)) &&
      (!odd || value % 2 === 1);
    if (fits) return value;
    const kind = odd ? 'an odd whole number' : whole ? 'a whole number' : 'a number';
    const low = aboveMin ? `above ${min}` : `at least ${min}`;
    throw new InvalidArgumentError(`It must be ${kind}, ${low} and at most ${max}.`);
  };
}

const seconds = numberIn({ min: 0, max: 3600 });

/** Seconds, or 'auto'. */
export function toleranceValue(text: string): number | 'auto' {
  if (text === 'auto') return text;
  const value = plainNumber(text);
  if (value !== null && value >= 0 && value <= 3600) return value;
  throw new InvalidArgumentError('It must be auto, or a number of seconds, at least 0 and at most 3600.');
}

/** 'BEFORE,AFTER', or one number for both. */
export function tolerancePair(text: string): ToleranceSec {
  const [before, after, ...more] = text.split(',');
  if (before === undefined || more.length > 0) {
    throw new InvalidArgumentError('It must be BEFORE,AFTER in seconds, such as 0.1,0.3.');
  }
  return { before: seconds(before), after: seconds(after ?? before) };
}

/** 'START-END' in seconds. */
export function excerptSpan(text: string): { start: number; end: number } {
  const match = /^\s*(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)\s*$/.exec(text);
  if (match === null)
    throw new InvalidArgumentError('It must be START-END in seconds, such as 0-40 or 12.5-60.');
  const start = Number(match[1]);
  const end = Number(match[2]);
  if (!(end > start)) throw new InvalidArgumentError('Its end must come after its start.');
  if (end > 1e7) throw new InvalidArgumentError('It must be in seconds.');
  return { start, end };
}

/** 'SCORE_SEC=AUDIO_SEC', added to those before. */
export function anchorPair(text: string, before: readonly WarpPoint[] = []): readonly WarpPoint[] {
  const match = /^\s*(\d+(?:\.\d+)?)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(text);
  if (match === null) {
    throw new InvalidArgumentError('It must be SCORE_SEC=AUDIO_SEC, such as 12.5=14.2.');
  }
  return [...before, [secondsUpTo(match[1]), secondsUpTo(match[2])]];
}

/** 'START-END' in seconds of the recording, added to those before. */
export function skipSpan(text: string, before: readonly Span[] = []): readonly Span[] {
  const { start, end } = excerptSpan(text);
  return [...before, { fromSec: start, toSec: end }];
}

function secondsUpTo(text: string | undefined): number {
  const value = Number(text);
  if (value > 1e7) throw new InvalidArgumentError('It must be in seconds.');
  return value;
}

/** 'I/N', the I-th of N parts, from 1. */
export function shardOf(text: string): { index: number; count: number } {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim());
  const index = Number(match?.[1]);
  const count = Number(match?.[2]);
  if (match === null || count < 1 || index < 1 || index > count) {
    throw new InvalidArgumentError('It must be I/N with I from 1 to N, such as 2/8.');
  }
  return { index, count };
}

/** A MIDI number or a name such as C4. */
export function pitchNumber(text: string): number {
  const pitch = parsePitchName(text) ?? plainNumber(text);
  if (pitch !== null && Number.isInteger(pitch) && pitch >= 0 && pitch <= 127) return pitch;
  throw new InvalidArgumentError('It must be a MIDI pitch from 0 to 127, or a name such as C4.');
}

/** 0 stands for the full batch. */
export function batchSize(text: string): number {
  if (text === 'full') return 0;
  return numberIn({ min: 1, max: 1_000_000, whole: true })(text);
}

/** Decimal notation only: '0x10', '1e999', ' ' and 'NaN' are typing errors. */
function plainNumber(text: string): number | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text.trim())) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
