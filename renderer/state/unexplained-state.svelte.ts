/** Sound that no label explains, worked out where the roll looks, piece by piece, when edits have come to rest. */
import type { LabelState } from './label-state.svelte.ts';
import type { SpectrogramState } from './spectrogram-state.svelte.ts';
import { unexplainedRuns } from './unexplained-sound.ts';
import type { LevelTile, UnexplainedRun } from './unexplained-sound.ts';

const restMs = 150;

type Known = { readonly runs: readonly UnexplainedRun[]; readonly labels: number };

export class UnexplainedState {
  readonly #spectrogram: SpectrogramState;
  readonly #labels: LabelState;
  readonly #known = new Map<LevelTile, Known>();
  #wanted: readonly LevelTile[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #runs: readonly UnexplainedRun[] = $state.raw([]);

  constructor(spectrogram: SpectrogramState, labels: LabelState) {
    this.#spectrogram = spectrogram;
    this.#labels = labels;
  }

  /** Those that are known, of former labels until newer ones are worked out: the same array until there are others. */
  get runs(): readonly UnexplainedRun[] {
    return this.#runs;
  }

  /** Works out what of a stretch is not known yet. */
  look(fromSec: number, toSec: number): void {
    const { version } = this.#labels;
    const tiles = this.#spectrogram.levelsWithin(fromSec, toSec);
    this.#wanted = tiles.filter((tile) => this.#known.get(tile)?.labels !== version);
    if (this.#wanted.length > 0) this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#workOut(), restMs);
  }

  /** One at a time, so that nothing waits for long. */
  #workOut(): void {
    const [tile, ...rest] = this.#wanted;
    this.#wanted = rest;
    if (tile === undefined) {
      this.#runs = [...this.#known.values()].flatMap(({ runs }) => runs);
      return;
    }
    this.#known.set(tile, {
      runs: unexplainedRuns(tile, this.#labels.pitchesAt()),
      labels: this.#labels.version,
    });
    const oldest = this.#spectrogram.levelsWithin(-Infinity, Infinity);
    for (const known of this.#known.keys()) if (!oldest.includes(known)) this.#known.delete(known);
    this.#timer = setTimeout(() => this.#workOut());
  }
}
