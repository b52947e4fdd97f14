/** Notes heard alone: as the training separated them, or, before one, the recording through their partials. */
import { singleOf } from '../../shared/document/document-state.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';
import type { PreviewAnswer } from '../../shared/contract/job-calls.ts';
import { ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import { resourceUrl } from '../backend/connection.ts';
import type { RollNote } from '../canvas/roll-note.ts';
import { partialsOf, readStretch, soundNode } from '../playback/note-sound.ts';
import type { NoteSound } from '../playback/note-sound.ts';
import { openStem } from '../playback/stem-source.ts';
import type { ListeningLink, ListeningState } from './listening.svelte.ts';
import { selectionId } from './listening.svelte.ts';
import type { PlayerState } from './player-state.svelte.ts';

/** What was heard of the last notes. */
export type AuditionKind = 'separated' | 'filtered';

const beforeSec = 0.05;
/** What rings on. */
const afterSec = 0.7;
const mostSec = 20;
/** More of them are not looked at one by one. */
const mostNotes = 60;
const kept = 16;

type Kept = { readonly key: string; readonly document: DocumentState; readonly sound: NoteSound };

export class NoteAudition {
  /** Whether a click on a note lets it be heard. */
  isOn = $state(true);
  readonly #player: PlayerState;
  readonly #listening: ListeningState;
  readonly #preview: ListeningLink['preview'];
  readonly #onFailure: (error: DivisiError) => void;
  #kind: AuditionKind | null = $state(null);
  #isBusy = $state(false);
  #stop = new AbortController();
  #silence: () => void = () => {};
  /** Sounds of the same document are the same. */
  #kept: readonly Kept[] = [];

  constructor(
    player: PlayerState,
    listening: ListeningState,
    link: Pick<ListeningLink, 'preview' | 'onFailure'>,
  ) {
    this.#player = player;
    this.#listening = listening;
    this.#preview = link.preview;
    this.#onFailure = link.onFailure;
  }

  get kind(): AuditionKind | null {
    return this.#kind;
  }

  /** What would be heard now. */
  get nextKind(): AuditionKind {
    return this.#listening.versionId === null ? 'filtered' : 'separated';
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** In place of what is heard of others, and of what plays. */
  async hear(document: DocumentState, notes: readonly RollNote[]): Promise<void> {
    this.stop();
    const some = notes.slice(0, mostNotes);
    if (some.length === 0 || this.#listening.recording === null) return;
    const { signal } = (this.#stop = new AbortController());
    this.#isBusy = true;
    const kind = this.nextKind;
    const sounds =
      kind === 'separated'
        ? await this.#separated(document, some, signal)
        : await this.#filtered(document, some, signal);
    if (signal.aborted) return;
    this.#isBusy = false;
    if (!sounds.ok) return this.#onFailure(sounds.error);
    this.#kind = kind;
    this.#silence = this.#player.playAlone((context) => soundNode(context, sounds.value));
  }

  stop(): void {
    this.#stop.abort();
    this.#silence();
    this.#silence = () => {};
    this.#isBusy = false;
  }

  async #separated(
    document: DocumentState,
    notes: readonly RollNote[],
    signal: AbortSignal,
  ): Promise<Result<readonly NoteSound[]>> {
    const key = [this.#listening.versionId, ...notes.map((note) => note.key)].join(' ');
    const known = this.#kept.find((each) => each.key === key && each.document === document);
    if (known !== undefined) return ok([known.sound]);
    const refs = notes.map(({ noteId, visit }) => ({ noteId, visit }));
    const asked = { ...rangeOf(notes), stems: [selectionId], notes: refs };
    const answer = await this.#preview(asked, signal);
    if (!answer.ok) return answer;
    const sound = await soundOf(answer.value, signal);
    if (!sound.ok) return sound;
    this.#kept = [{ key, document, sound: sound.value }, ...this.#kept].slice(0, kept);
    return ok([sound.value]);
  }

  async #filtered(
    document: DocumentState,
    notes: readonly RollNote[],
    signal: AbortSignal,
  ): Promise<Result<readonly NoteSound[]>> {
    const recording = this.#listening.recording!;
    const { sampleRate } = recording.shape;
    const tuning = singleOf(document, 'alignment')?.tuningCents ?? 0;
    const { fromSec, toSec } = rangeOf(notes);
    const sounds: NoteSound[] = [];
    for (const note of notes) {
      const own = rangeOf([note]);
      if (own.fromSec >= toSec) continue;
      const stretch = {
        startFrame: Math.floor(own.fromSec * sampleRate),
        endFrame: Math.ceil(Math.min(own.toSec, toSec) * sampleRate),
      };
      const samples = await readStretch(recording, stretch, signal);
      if (!samples.ok) return samples;
      const partialsHz = partialsOf(note.pitchMidi, tuning, sampleRate);
      sounds.push({ samples: samples.value, sampleRate, partialsHz, atSec: own.fromSec - fromSec });
    }
    return ok(sounds);
  }
}

function rangeOf(notes: readonly RollNote[]): { readonly fromSec: number; readonly toSec: number } {
  const first = notes.reduce((least, { onsetSec }) => Math.min(least, onsetSec), Infinity);
  const last = notes.reduce((most, { offsetSec }) => Math.max(most, offsetSec), 0);
  const fromSec = Math.max(0, first - beforeSec);
  return { fromSec, toSec: Math.min(last + afterSec, fromSec + mostSec) };
}

async function soundOf({ stems }: PreviewAnswer, signal: AbortSignal): Promise<Result<NoteSound>> {
  const opened = await openStem(resourceUrl(stems[0]!.resource), signal);
  if (!opened.ok) return opened;
  const { shape } = opened.value;
  const samples = await readStretch(opened.value, { startFrame: 0, endFrame: shape.lengthFrames }, signal);
  return samples.ok
    ? ok({ samples: samples.value, sampleRate: shape.sampleRate, partialsHz: null, atSec: 0 })
    : samples;
}
