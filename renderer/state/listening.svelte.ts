/**
 * Which sounds the player has: the recording before any training, a version's stems after it, and, in a stretch of
 * them, what a running training has learned so far or notes that are isolated.
 */
import type { DivisiError } from '../../shared/contract/errors.ts';
import type {
  PreviewAnswer,
  PreviewParams,
  RenderAnswer,
  StemResource,
} from '../../shared/contract/job-calls.ts';
import type { VisitRef } from '../../shared/document/edits/note-visits.ts';
import type { Result } from '../../shared/std/result.ts';
import { resourceUrl } from '../backend/connection.ts';
import type { RollNote } from '../canvas/roll-note.ts';
import { restingFader } from '../../shared/export/mixer-gains.ts';
import { aroundId } from '../playback/mix-levels.ts';
import type { StripFader } from '../playback/mix-levels.ts';
import { splicedSource } from '../playback/spliced-source.ts';
import type { Stretch } from '../playback/spliced-source.ts';
import { openStem } from '../playback/stem-source.ts';
import type { StemSource } from '../playback/stem-source.ts';
import { recordingId } from './player-state.svelte.ts';
import type { PlayableStem, PlayerState } from './player-state.svelte.ts';

export type ListeningLink = {
  readonly render: (versionId: string, signal: AbortSignal) => Promise<Result<RenderAnswer>>;
  readonly preview: (
    asked: Omit<PreviewParams, 'project'>,
    signal: AbortSignal,
  ) => Promise<Result<PreviewAnswer>>;
  readonly onFailure: (error: DivisiError) => void;
};

/** What is heard in place of the base, in a stretch. */
export type TriedOut = {
  readonly kind: 'training' | 'isolated';
  /** Passes of the training; null where it has none to tell. */
  readonly epoch: number | null;
  readonly stretch: Stretch;
  readonly stems: readonly PlayableStem[];
  /** Notes that are isolated. */
  readonly noteCount: number;
};

/** Of one hand on one control: what comes within it is heard together. */
const restMs = 250;
/** What is rendered on either side of isolated notes, and at most at once. */
const aroundSec = 1;
const mostIsolatedSec = 60;

/** What is heard of notes that are isolated. */
export type Isolation = 'only' | 'without' | 'all';

export const selectionId = 'selection';

export class ListeningState {
  readonly #link: ListeningLink;
  readonly #player: PlayerState;
  #recording: StemSource | null = null;
  /** Stems of versions that were heard, by version; remade after edits that change them. */
  readonly #rendered = new Map<string, readonly PlayableStem[]>();
  /** The version that is heard, or is on its way to be. */
  #versionId: string | null = $state(null);
  /** The one before, to go back to. */
  #otherId: string | null = $state(null);
  #isRendering = $state(false);
  #tried: TriedOut | null = $state.raw(null);
  #isolation: Isolation = $state('only');
  /** Of a rendering that an edit or another choice made stale. */
  #stopRender = new AbortController();
  #stopTrial = new AbortController();
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(player: PlayerState, link: ListeningLink) {
    this.#player = player;
    this.#link = link;
  }

  get versionId(): string | null {
    return this.#versionId;
  }

  get otherId(): string | null {
    return this.#otherId;
  }

  get isRendering(): boolean {
    return this.#isRendering;
  }

  get tried(): TriedOut | null {
    return this.#tried;
  }

  get isolation(): Isolation {
    return this.#isolation;
  }

  setIsolation(isolation: Isolation): void {
    this.#isolation = isolation;
  }

  /** The strips as they act now: notes that are isolated are heard alone or left out, whatever is soloed. */
  fadersFor(strips: readonly StripFader[]): readonly StripFader[] {
    if (this.#tried?.kind !== 'isolated' || this.#isolation === 'all') return strips;
    const isAlone = this.#isolation === 'only';
    const selection = { ...restingFader, id: selectionId, isMuted: !isAlone, isSoloed: isAlone };
    return [selection, ...strips.map((strip) => (isAlone ? { ...strip, isSoloed: false } : strip))];
  }

  get recording(): StemSource | null {
    return this.#recording;
  }

  /** The recording as it can be read now: stems of another connection cannot be any more. */
  async start(recording: StemSource): Promise<void> {
    this.#recording = recording;
    this.#rendered.clear();
    await this.#render();
  }

  /** Null is the recording. What was tried out is over. */
  async hearVersion(versionId: string | null): Promise<void> {
    if (this.#recording === null || versionId === this.#versionId) return;
    const former = this.#versionId;
    this.#versionId = versionId;
    await this.#render();
    if (this.#versionId !== versionId || former === null) return;
    // What cannot be had leaves what was heard before.
    if (versionId !== null && !this.#rendered.has(versionId)) this.#versionId = former;
    else this.#otherId = former;
  }

  /** Strengths and regions are heard by themselves, once nobody changes them any more. */
  refreshSoon(): void {
    this.#stopRender.abort();
    this.#rendered.clear();
    clearTimeout(this.#restTimer);
    if (this.#versionId !== null) this.#restTimer = setTimeout(() => void this.#render(), restMs);
  }

  close(): void {
    clearTimeout(this.#restTimer);
    this.#stopRender.abort();
    this.#stopTrial.abort();
    this.#recording = null;
  }

  /** @param signal of what nobody wants to hear any more */
  async tryOut(
    kind: TriedOut['kind'],
    range: { readonly fromSec: number; readonly toSec: number },
    notes: readonly VisitRef[] | null,
    signal: AbortSignal,
  ): Promise<Result<PreviewAnswer>> {
    const asked = { ...range, stems: null, ...(notes === null ? {} : { notes }) };
    const answer = await this.#link.preview(asked, signal);
    if (!answer.ok || signal.aborted) return answer;
    const { startSample, endSample, epoch } = answer.value;
    const stems = await this.#opened(answer.value.stems);
    if (!stems.ok) return stems;
    this.#tried = {
      kind,
      epoch,
      stretch: { startFrame: startSample, endFrame: endSample },
      stems: stems.value,
      noteCount: notes?.length ?? 0,
    };
    await this.#show();
    return answer;
  }

  /** Renders the notes and what is around them, and loops over nothing else. Failures are told. */
  async isolate(notes: readonly RollNote[]): Promise<void> {
    const fromSec = notes.reduce((least, { onsetSec }) => Math.min(least, onsetSec), Infinity) - aroundSec;
    const toSec = notes.reduce((most, { offsetSec }) => Math.max(most, offsetSec), 0) + aroundSec;
    if (!(fromSec < toSec)) return;
    this.#stopTrial.abort();
    const { signal } = (this.#stopTrial = new AbortController());
    const start = Math.max(0, fromSec);
    const range = { fromSec: start, toSec: Math.min(toSec, start + mostIsolatedSec) };
    const refs = notes.map(({ noteId, visit }) => ({ noteId, visit }));
    this.#isolation = 'only';
    const answer = await this.tryOut('isolated', range, refs, signal);
    if (signal.aborted) return;
    if (!answer.ok) return this.#link.onFailure(answer.error);
    this.#player.seek(start);
  }

  /** The version that was heard before this one. */
  async hearOther(): Promise<void> {
    if (this.#otherId !== null) await this.hearVersion(this.#otherId);
  }

  /** Back to what played before it. */
  async leaveTried(): Promise<void> {
    if (this.#tried === null) return;
    this.#tried = null;
    await this.#show();
  }

  async #render(): Promise<void> {
    const versionId = this.#versionId;
    this.#tried = null;
    if (versionId === null || this.#rendered.has(versionId)) {
      this.#stopRender.abort();
      this.#isRendering = false;
      return this.#show();
    }
    this.#isRendering = true;
    this.#stopRender.abort();
    const stop = (this.#stopRender = new AbortController());
    const rendered = await this.#link.render(versionId, stop.signal);
    const stems = rendered.ok ? await this.#opened(rendered.value.stems) : rendered;
    if (stop.signal.aborted) return;
    this.#isRendering = false;
    if (!stems.ok) {
      this.#link.onFailure(stems.error);
      return;
    }
    this.#rendered.set(versionId, stems.value);
    await this.#show();
  }

  async #opened(resources: readonly StemResource[]): Promise<Result<readonly PlayableStem[]>> {
    const { signal } = new AbortController();
    const stems: PlayableStem[] = [];
    for (const { stem, resource } of resources) {
      const source = await openStem(resourceUrl(resource), signal);
      if (!source.ok) return source;
      stems.push({ id: stem, source: source.value });
    }
    return { ok: true, value: stems };
  }

  async #show(): Promise<void> {
    const recording = this.#recording;
    if (recording === null) return;
    const base = this.#versionId === null ? [] : (this.#rendered.get(this.#versionId) ?? []);
    const original = { id: recordingId, source: recording };
    const tried = this.#tried;
    await this.#player.open([original, ...(tried === null ? base : spliced(recording, base, tried))]);
  }
}

/** Where nothing is separated around what was tried out, the recording plays there. */
function spliced(
  recording: StemSource,
  base: readonly PlayableStem[],
  { stems, stretch }: TriedOut,
): readonly PlayableStem[] {
  const { shape } = recording;
  const ids = [...new Set([...base, ...stems].map(({ id }) => id))];
  const find = (among: readonly PlayableStem[], id: string): StemSource | null =>
    among.find((stem) => stem.id === id)?.source ?? null;
  const joined = ids.map((id) => ({
    id,
    source: splicedSource(shape, find(base, id), find(stems, id), stretch),
  }));
  return base.length > 0
    ? joined
    : [{ id: aroundId, source: splicedSource(shape, recording, null, stretch) }, ...joined];
}
