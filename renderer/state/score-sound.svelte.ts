/** The score that is heard beside the recording: its notes as they lie now, and the piano that plays them. */
import type { PianoAnswer } from '../../shared/contract/job-calls.ts';
import { singleOf } from '../../shared/document/document-state.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { recordOf } from '../../shared/document/record-table.ts';
import type { Result } from '../../shared/std/result.ts';
import { resourceUrl } from '../backend/connection.ts';
import type { RollNote } from '../canvas/roll-note.ts';
import { pianoTone, tonePitches } from '../playback/guide/piano-tone.ts';
import type { GuideNotes } from '../playback/guide/score-guide.ts';
import type { PlayerState } from './player-state.svelte.ts';

/** Whose sound it is. */
export type PianoSource = 'none' | 'making' | 'loading' | 'samples' | 'builtIn';

const builtInSec = 4;

export class ScoreSound {
  readonly #player: PlayerState;
  readonly #ask: () => Promise<Result<PianoAnswer>>;
  #source: PianoSource = $state('none');
  #attribution = $state('');

  constructor(player: PlayerState, ask: () => Promise<Result<PianoAnswer>>) {
    this.#player = player;
    this.#ask = ask;
  }

  get source(): PianoSource {
    return this.#source;
  }

  /** Whom to thank for the samples; '' without them. */
  get attribution(): string {
    return this.#attribution;
  }

  /** The piano is had when it is first listened to. Until the sampled one is there, or without it, there is our own. */
  async load(sampleRate: number): Promise<void> {
    if (this.#source !== 'none') return;
    this.#source = 'making';
    const asked = this.#ask();
    await this.#build(sampleRate);
    this.#source = 'loading';
    const answer = await asked;
    const piano = answer.ok ? answer.value.piano : null;
    const bytes = piano === null ? null : await bytesOf(piano.resource);
    if (piano === null || bytes === null) {
      this.#source = 'builtIn';
      return;
    }
    const view = new Int16Array(bytes);
    for (const { pitchMidi, offsetFrames, lengthFrames } of piano.tones) {
      const tone = view.subarray(offsetFrames, offsetFrames + lengthFrames);
      const samples = Float32Array.from(tone, (value) => value / 32_768);
      this.#player.addTone({ pitchMidi, samples });
      await nextTask();
    }
    this.#attribution = piano.attribution;
    this.#source = 'samples';
  }

  async #build(sampleRate: number): Promise<void> {
    for (const pitchMidi of tonePitches) {
      this.#player.addTone({ pitchMidi, samples: pianoTone(pitchMidi, sampleRate, builtInSec) });
      await nextTask();
    }
  }
}

async function bytesOf(resource: string): Promise<ArrayBuffer | null> {
  try {
    const answer = await fetch(resourceUrl(resource));
    return answer.ok ? await answer.arrayBuffer() : null;
  } catch {
    return null;
  }
}

/** Lets the window answer between two tones. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** @param notes by onset. Cost O(notes). */
export function guideNotes(
  document: DocumentState,
  notes: readonly RollNote[],
  sampleRate: number,
): GuideNotes {
  const tuning = (singleOf(document, 'alignment')?.tuningCents ?? 0) / 100;
  const frames = (secOf: (note: RollNote) => number): Float64Array =>
    Float64Array.from(notes, (note) => Math.round(secOf(note) * sampleRate));
  return {
    onsets: frames(({ onsetSec }) => onsetSec),
    ends: frames(({ offsetSec }) => offsetSec),
    pitches: Float64Array.from(notes, ({ pitchMidi }) => pitchMidi + tuning),
    velocities: Float64Array.from(notes, ({ noteId }) => recordOf(document.notes, noteId)?.velocity ?? 64),
  };
}
