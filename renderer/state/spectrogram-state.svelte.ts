/** Pictures of the recording's spectrogram, fetched where the roll looks, a bounded number of them. */
import type { TilesAnswer } from '../../shared/contract/job-calls.ts';
import type { Result } from '../../shared/std/result.ts';
import { resourceUrl } from '../backend/connection.ts';
import { levelImage } from '../canvas/level-image.ts';
import type { LevelImage } from '../canvas/level-image.ts';
import type { LevelTile } from './unexplained-sound.ts';

type SpectrogramTile = { readonly image: LevelImage; readonly levels: LevelTile };

/** Some minutes of recording; a tile takes a third of a megabyte. */
const mostTiles = 160;
/** Asked for at once. */
const spanSec = 30;

export class SpectrogramState {
  readonly #ask: (fromSec: number, toSec: number) => Promise<Result<TilesAnswer>>;
  readonly #tiles = new Map<number, SpectrogramTile>();
  readonly #asked = new Set<number>();
  #isAsking = false;
  #isBroken = false;
  #images: readonly LevelImage[] = $state.raw([]);

  constructor(ask: (fromSec: number, toSec: number) => Promise<Result<TilesAnswer>>) {
    this.#ask = ask;
  }

  /** Pictures that are there: the same array until there are others. */
  get images(): readonly LevelImage[] {
    return this.#images;
  }

  /** Fetches what of a stretch is missing. */
  look(fromSec: number, toSec: number): void {
    void this.#fetch(fromSec, toSec);
  }

  /** The numbers behind the pictures that are there; it fetches none. The same objects for as long as they are kept. */
  levelsWithin(fromSec: number, toSec: number): readonly LevelTile[] {
    void this.#images;
    return [...this.#tiles.values()].flatMap(({ image, levels }) =>
      image.toSec > fromSec && image.fromSec < toSec ? levels : [],
    );
  }

  async #fetch(fromSec: number, toSec: number): Promise<void> {
    if (this.#isAsking || this.#isBroken) return;
    const first = Math.max(0, Math.floor(fromSec / spanSec));
    const last = Math.floor(Math.max(toSec, 0) / spanSec);
    const missing = Array.from({ length: last - first + 1 }, (_, index) => first + index).find(
      (span) => !this.#asked.has(span),
    );
    if (missing === undefined) return;
    this.#asked.add(missing);
    this.#isAsking = true;
    const answer = await this.#ask(missing * spanSec, (missing + 1) * spanSec);
    // Without a spectrogram the roll works as well; it is not worth a message every few seconds.
    if (!answer.ok) this.#isBroken = answer.error.code !== 'lost';
    else
      await Promise.all(
        answer.value.tiles.map(({ index, resource }) => this.#load(answer.value, index, resource)),
      );
    this.#isAsking = false;
    this.#images = [...this.#tiles.values()].map(({ image }) => image);
  }

  async #load(format: TilesAnswer, index: number, resource: string): Promise<void> {
    if (this.#tiles.has(index)) return;
    const { tileFrames, hopSec, rows, lowestMidi, rowsPerSemitone, floorDb, ceilingDb } = format;
    const answer = await fetch(resourceUrl(resource)).catch(() => null);
    if (answer === null || !answer.ok) return;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const frames = Math.floor(bytes.length / rows);
    if (frames === 0) return;
    const fromSec = (index * tileFrames - 0.5) * hopSec;
    const place = {
      fromSec,
      toSec: fromSec + frames * hopSec,
      lowMidi: lowestMidi - 0.5 / rowsPerSemitone,
      highMidi: lowestMidi + (rows - 0.5) / rowsPerSemitone,
    };
    this.#tiles.set(index, {
      image: levelImage(place, bytes, rows, 'mean'),
      levels: {
        startSec: index * tileFrames * hopSec,
        frames,
        levels: bytes,
        hopSec,
        rows,
        lowestMidi,
        rowsPerSemitone,
        floorDb,
        ceilingDb,
      },
    });
    this.#dropOldest();
  }

  #dropOldest(): void {
    for (const index of this.#tiles.keys()) {
      if (this.#tiles.size <= mostTiles) return;
      this.#tiles.delete(index);
      this.#asked.clear();
    }
  }
}
