/**
 * The score beside the recording: a click at every onset, and its notes on a piano. It follows the playhead, whatever
 * the pace, and takes other notes in while it plays. It runs in the thread of the sound.
 */
import { partitionPoint } from '../../../shared/std/partition-point.ts';
import { addRamped, smoothRest } from '../smooth-gain.ts';
import type { PlayedRun } from '../stem-deck.ts';

/** Soundings by onset, in frames of the recording. */
export type GuideNotes = {
  readonly onsets: Float64Array;
  readonly ends: Float64Array;
  readonly pitches: Float64Array;
  readonly velocities: Float64Array;
};

/** A piano tone at the recording's rate, beginning with its attack; notes near it are played with it. */
export type GuideTone = { readonly pitchMidi: number; readonly samples: Float32Array };

export type GuideLevels = { readonly clicks: number; readonly score: number };

type Voice = {
  readonly pitchMidi: number;
  readonly samples: Float32Array;
  readonly step: number;
  at: number;
  level: number;
  endFrame: number;
  /** Factor a frame once the damper has fallen; 1 before. */
  decay: number;
};

const click = { hz: 2500, sec: 0.012, level: 0.35 };
/** Onsets that lie closer together are one click. */
const chordSec = 0.03;
const mostVoices = 48;
/** Dampers need some time, longer for long strings. */
const dampSec = { high: 0.05, low: 0.15 };
const jumpDampSec = 0.02;

export class ScoreGuide {
  readonly #sampleRate: number;
  readonly #click: Float32Array;
  readonly #sound: readonly [Float32Array, Float32Array];
  #notes: GuideNotes = { onsets: none, ends: none, pitches: none, velocities: none };
  #tones: readonly GuideTone[] = [];
  #voices: Voice[] = [];
  #clickAt = Infinity;
  #lastClick = -Infinity;
  #goal: GuideLevels = { clicks: 0, score: 0 };
  #now: GuideLevels = { clicks: 0, score: 0 };
  #expected = -1;

  constructor(sampleRate: number, mostFrames: number) {
    this.#sampleRate = sampleRate;
    this.#click = Float32Array.from({ length: Math.round(click.sec * sampleRate) }, (_, i) => {
      const sec = i / sampleRate;
      return click.level * (1 - sec / click.sec) ** 2 * Math.cos(2 * Math.PI * click.hz * sec);
    });
    this.#sound = [new Float32Array(mostFrames), new Float32Array(mostFrames)];
  }

  /** Notes that sound go on as far as the new ones say, or are damped. */
  setNotes(notes: GuideNotes): void {
    this.#notes = notes;
    for (const voice of this.#voices) {
      const index = this.#noteAt(voice.pitchMidi, this.#expected);
      if (index < 0) this.#damp(voice, dampSec.high);
      else voice.endFrame = notes.ends[index]!;
    }
  }

  addTone(tone: GuideTone): void {
    this.#tones = [...this.#tones.filter(({ pitchMidi }) => pitchMidi !== tone.pitchMidi), tone];
  }

  setLevels(levels: GuideLevels): void {
    this.#goal = levels;
  }

  /** Playing stopped, or goes on elsewhere. */
  release(): void {
    for (const voice of this.#voices) this.#damp(voice, jumpDampSec);
    this.#expected = -1;
  }

  /** Adds what belongs to a stretch of playing to both channels, from `at` on. */
  play(out: readonly [Float32Array, Float32Array], at: number, run: PlayedRun): void {
    const { clicks, score } = this.#goal;
    const isSilent = clicks === 0 && score === 0 && this.#now.clicks < 1e-4 && this.#now.score < 1e-4;
    if (isSilent) {
      this.#voices = [];
      this.#now = this.#goal;
      this.#expected = -1;
      return;
    }
    if (this.#expected >= 0 && Math.abs(run.fromFrame - this.#expected) > 2) this.release();
    const toFrame = run.fromFrame + run.frames * run.speed;
    this.#expected = toFrame;
    const [clickSound, scoreSound] = this.#sound;
    clickSound.fill(0, 0, run.frames);
    scoreSound.fill(0, 0, run.frames);
    this.#continueClick(clickSound, 0, run.frames);
    for (const voice of this.#voices) this.#sing(voice, scoreSound, 0, run.frames, toFrame);
    const { onsets } = this.#notes;
    let index = partitionPoint(onsets.length, (i) => onsets[i]! < run.fromFrame);
    for (; index < onsets.length && onsets[index]! < toFrame; index++) {
      const offset = Math.min(run.frames - 1, Math.floor((onsets[index]! - run.fromFrame) / run.speed));
      this.#strike(index, clickSound, scoreSound, offset, run.frames, toFrame);
    }
    this.#voices = this.#voices.filter((voice) => voice.level > 1e-4 && voice.at < voice.samples.length - 1);
    const rest = smoothRest(run.frames, this.#sampleRate);
    const next = {
      clicks: clicks + (this.#now.clicks - clicks) * rest,
      score: score + (this.#now.score - score) * rest,
    };
    for (const channel of out) {
      addRamped(channel, at, clickSound, run.frames, this.#now.clicks, next.clicks);
      addRamped(channel, at, scoreSound, run.frames, this.#now.score, next.score);
    }
    this.#now = next;
  }

  #strike(
    index: number,
    clickSound: Float32Array,
    scoreSound: Float32Array,
    offset: number,
    frames: number,
    toFrame: number,
  ): void {
    const { onsets, ends, pitches, velocities } = this.#notes;
    const onset = onsets[index]!;
    if (Math.abs(onset - this.#lastClick) > chordSec * this.#sampleRate) {
      this.#lastClick = onset;
      this.#clickAt = 0;
      this.#continueClick(clickSound, offset, frames);
    }
    const pitchMidi = pitches[index]!;
    const tone = this.#nearestTone(pitchMidi);
    if (tone === undefined) return;
    const voice: Voice = {
      pitchMidi,
      samples: tone.samples,
      step: 2 ** ((pitchMidi - tone.pitchMidi) / 12),
      at: 0,
      level: (velocities[index]! / 127) ** 1.5,
      endFrame: ends[index]!,
      decay: 1,
    };
    // A key that is struck again is let go before.
    for (const other of this.#voices) if (other.pitchMidi === pitchMidi) this.#damp(other, dampSec.high);
    if (this.#voices.length >= mostVoices) this.#voices.shift();
    this.#voices.push(voice);
    this.#sing(voice, scoreSound, offset, frames, toFrame);
  }

  #sing(voice: Voice, sound: Float32Array, from: number, frames: number, toFrame: number): void {
    if (voice.decay === 1 && voice.endFrame <= toFrame) {
      const low = Math.min(1, Math.max(0, (72 - voice.pitchMidi) / 48));
      this.#damp(voice, dampSec.high + (dampSec.low - dampSec.high) * low);
    }
    const { samples, step, decay } = voice;
    let { at, level } = voice;
    for (let i = from; i < frames && at < samples.length - 1; i++) {
      const low = Math.floor(at);
      const share = at - low;
      sound[i]! += level * (samples[low]! * (1 - share) + samples[low + 1]! * share);
      at += step;
      level *= decay;
    }
    voice.at = at;
    voice.level = level;
  }

  #continueClick(sound: Float32Array, from: number, frames: number): void {
    for (let i = from; i < frames && this.#clickAt < this.#click.length; i++)
      sound[i] = this.#click[this.#clickAt++]!;
  }

  #damp(voice: Voice, sec: number): void {
    voice.decay = Math.min(voice.decay, Math.exp(-1 / (sec * this.#sampleRate)));
  }

  /** The newest note of a pitch that is held at a place; -1 where there is none. */
  #noteAt(pitchMidi: number, frame: number): number {
    const { onsets, ends, pitches } = this.#notes;
    const end = partitionPoint(onsets.length, (i) => onsets[i]! <= frame);
    for (let i = end - 1; i >= 0 && i >= end - 400; i--)
      if (pitches[i] === pitchMidi) return ends[i]! > frame ? i : -1;
    return -1;
  }

  #nearestTone(pitchMidi: number): GuideTone | undefined {
    let best: GuideTone | undefined;
    for (const tone of this.#tones) {
      const isNearer =
        best === undefined || Math.abs(tone.pitchMidi - pitchMidi) < Math.abs(best.pitchMidi - pitchMidi);
      if (isNearer) best = tone;
    }
    return best;
  }
}

const none = new Float64Array(0);
