/**
 * Tapping along: every tap says that the next beat, or the next onset, of the score is heard at this moment. All taps
 * together are one edit.
 */
import { removeAnchors, setAnchor } from '../../shared/document/edits/edit-alignment.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { Edit } from '../../shared/document/edits/edit.ts';
import { singleOf } from '../../shared/document/document-state.ts';
import { recordsOf } from '../../shared/document/record-table.ts';
import { scoreBeats } from '../../shared/music/score-beats.ts';
import { buildTempoMap, ticksToSec } from '../../shared/music/tempo-map.ts';
import { scoreSecAt } from '../../shared/music/warp.ts';
import { ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';

export type TapTarget = 'beats' | 'onsets';

type Tapped = { readonly id: string; readonly scoreSec: number; readonly audioSec: number };

/** Two taps that lie closer together are one that bounced. */
const leastSec = 0.06;
/** Notes of a chord that a performer would strike together. */
const chordSec = 0.02;

export class TapPass {
  readonly #document: DocumentState;
  readonly #targets: readonly number[];
  readonly #newId: () => string;
  #next = -1;
  #taps: readonly Tapped[] = [];

  /** @param document as it is when the pass begins */
  constructor(document: DocumentState, target: TapTarget, newId: () => string) {
    this.#document = document;
    this.#targets = target === 'beats' ? beatSecs(document) : onsetSecs(document);
    this.#newId = newId;
  }

  get count(): number {
    return this.#taps.length;
  }

  /**
   * The first tap means what lies nearest by the alignment so far, every later one what follows.
   * @param audioSec what was heard
   * @returns whether it counts: not where the score has come to its end, or time went back
   */
  tap(audioSec: number): boolean {
    const last = this.#taps.at(-1);
    if (last !== undefined && audioSec < last.audioSec + leastSec) return false;
    const index = last === undefined ? this.#nearest(audioSec) : this.#next;
    const scoreSec = this.#targets[index];
    if (scoreSec === undefined) return false;
    this.#next = index + 1;
    this.#taps = [...this.#taps, { id: this.#newId(), scoreSec, audioSec }];
    return true;
  }

  /** All taps so far. Anchors that contradict them make way. */
  edit(): Result<Edit> {
    const first = this.#taps[0];
    const last = this.#taps.at(-1);
    if (first === undefined || last === undefined) return ok({ name: '', patch: [] });
    const inTheWay = [...recordsOf(this.#document.anchors)]
      .filter(
        ({ audioSec, scoreSec }) =>
          !isBefore(audioSec, scoreSec, first) &&
          !isBefore(last.audioSec, last.scoreSec, { audioSec, scoreSec }),
      )
      .map(({ id }) => id);
    const removed = removeAnchors(this.#document, inTheWay);
    if (!removed.ok) return removed;
    const patch = [...removed.value.patch];
    for (const tap of this.#taps) {
      const set = setAnchor(this.#document, tap);
      if (!set.ok) return set;
      patch.push(...set.value.patch);
    }
    const { length } = this.#taps;
    return ok({ name: length === 1 ? 'Tap an anchor' : `Tap ${length} anchors`, patch });
  }

  #nearest(audioSec: number): number {
    const warp = singleOf(this.#document, 'alignment')?.warp ?? [];
    const scoreSec = warp.length === 0 ? audioSec : scoreSecAt(warp, audioSec);
    let best = 0;
    this.#targets.forEach((sec, index) => {
      if (Math.abs(sec - scoreSec) < Math.abs(this.#targets[best]! - scoreSec)) best = index;
    });
    return best;
  }
}

/** Clearly earlier in both times, so that neither contradicts the other. */
function isBefore(audioSec: number, scoreSec: number, than: Omit<Tapped, 'id'>): boolean {
  return audioSec < than.audioSec - leastSec && scoreSec < than.scoreSec - 1e-6;
}

function beatSecs(document: DocumentState): readonly number[] {
  const score = singleOf(document, 'score');
  if (score === undefined) return [];
  let endTick = 0;
  for (const note of recordsOf(document.notes)) endTick = Math.max(endTick, note.score?.onsetTick ?? 0);
  const tempo = buildTempoMap(score.ticksPerQuarter, score.tempoChanges);
  return scoreBeats(score, endTick)
    .filter(({ tick }) => tick <= endTick)
    .map(({ tick }) => ticksToSec(tempo, tick));
}

function onsetSecs(document: DocumentState): readonly number[] {
  const onsets = [...recordsOf(document.notes)].flatMap(({ score }) =>
    score === null ? [] : [score.onsetSec],
  );
  return onsets.sort((a, b) => a - b).filter((sec, i) => i === 0 || sec - onsets[i - 1]! > chordSec);
}
