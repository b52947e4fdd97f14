/**
 * A tone much like a piano's, made of its partials: for machines without the sampled piano. Two strings that are
 * slightly apart, partials that are stretched by stiffness, missing where the hammer strikes, and dying away faster
 * the higher they are, first quickly, then slowly.
 * @source N. H. Fletcher, T. D. Rossing, "The Physics of Musical Instruments", 2nd edition, chapter 12.
 */
import { createRng } from '../../../shared/std/rng.ts';

const settings = Object.freeze({
  partials: 24,
  /** Where the hammer meets the string. */
  strikePlace: 1 / 8,
  /** Partials fall by this power of their number. */
  slope: 1.15,
  /** Seconds in which middle C falls by a factor of e, halved every two octaves. */
  decaySec: 2.2,
  attackSec: 0.002,
  /** Between both strings. */
  detuneCents: 0.6,
  /** Of the whole loudness. */
  knock: 0.12,
  knockSec: 0.012,
  /** All keys are as loud within that time, of full scale. */
  loudSec: 0.4,
  loudLevel: 0.1,
});

/** Keys that are made; those in between are played with the nearest one. */
export const tonePitches: readonly number[] = Array.from({ length: 30 }, (_, i) => 21 + 3 * i);

/** Mono, beginning with its attack. Cost: about 20 ms a tone of four seconds. */
export function pianoTone(pitchMidi: number, sampleRate: number, lengthSec: number): Float32Array {
  const frames = Math.round(lengthSec * sampleRate);
  const out = new Float32Array(frames);
  const hz = 440 * 2 ** ((pitchMidi - 69) / 12);
  const stiffness = 0.0003 * 2 ** ((pitchMidi - 60) / 9);
  const decaySec = settings.decaySec * 2 ** ((60 - pitchMidi) / 24);
  for (let n = 1; n <= settings.partials; n++) {
    const partialHz = n * hz * Math.sqrt(1 + stiffness * n * n);
    if (partialHz > 0.45 * sampleRate || partialHz > 12_000) break;
    const level = (Math.abs(Math.sin(Math.PI * n * settings.strikePlace)) + 0.08) / n ** settings.slope;
    const fallSec = decaySec / (1 + 0.22 * (n - 1));
    const apart = 2 ** (settings.detuneCents / 2400);
    addPartial(out, partialHz / apart, 0.75 * level, fallSec * 0.45, sampleRate);
    addPartial(out, partialHz * apart, 0.25 * level, fallSec * 1.8, sampleRate);
  }
  addKnock(out, pitchMidi, sampleRate);
  const attack = settings.attackSec * sampleRate;
  const end = 0.2 * sampleRate;
  for (let i = 0; i < frames; i++) out[i]! *= Math.min(1, (i + 1) / attack, (frames - i) / end);
  return levelled(out, sampleRate);
}

/** By the recursion of a damped sine. */
function addPartial(out: Float32Array, hz: number, level: number, fallSec: number, sampleRate: number): void {
  const angle = (2 * Math.PI * hz) / sampleRate;
  const r = Math.exp(-1 / (fallSec * sampleRate));
  const feed = 2 * r * Math.cos(angle);
  let last = 0;
  let now = level * r * Math.sin(angle);
  for (let i = 1; i < out.length; i++) {
    out[i]! += now;
    const next = feed * now - r * r * last;
    last = now;
    now = next;
  }
}

/** The key's bed and the hammer: noise that is dull, and over at once. */
function addKnock(out: Float32Array, pitchMidi: number, sampleRate: number): void {
  const rng = createRng(pitchMidi);
  let dull = 0;
  const frames = Math.min(out.length, Math.round(6 * settings.knockSec * sampleRate));
  for (let i = 0; i < frames; i++) {
    dull += 0.15 * (rng.nextNormal() - dull);
    out[i]! += settings.knock * dull * Math.exp(-i / (settings.knockSec * sampleRate));
  }
}

function levelled(out: Float32Array, sampleRate: number): Float32Array {
  const loud = out.subarray(0, Math.round(settings.loudSec * sampleRate));
  const level = Math.sqrt(loud.reduce((sum, value) => sum + value * value, 0) / Math.max(1, loud.length));
  return level > 0 ? out.map((value) => (value * settings.loudLevel) / level) : out;
}
