/** Fetches what a set of stems plays next, and hands it to the thread of the sound. */
import type { DivisiError } from '../../shared/contract/errors.ts';
import { wantedChunks } from './chunk-plan.ts';
import type { LoopFrames } from './chunk-plan.ts';
import type { ToPlayer } from './player-messages.ts';
import type { StemSource } from './stem-source.ts';

export type FeedLink = {
  readonly post: (message: ToPlayer) => void;
  readonly onFailure: (error: DivisiError) => void;
};

export class DeckFeed {
  readonly deck: number;
  readonly #sources: readonly StemSource[];
  readonly #lengthFrames: number;
  readonly #link: FeedLink;
  readonly #stop = new AbortController();
  /** Chunks that are there or on their way. */
  readonly #chunks = new Set<number>();
  #kept = '';

  constructor(deck: number, sources: readonly StemSource[], lengthFrames: number, link: FeedLink) {
    this.deck = deck;
    this.#sources = sources;
    this.#lengthFrames = lengthFrames;
    this.#link = link;
  }

  fetchAhead(frame: number, loop: LoopFrames | null): void {
    const wanted = wantedChunks(frame, this.#lengthFrames, loop);
    for (const chunk of this.#chunks) if (!wanted.includes(chunk)) this.#chunks.delete(chunk);
    const kept = wanted.join();
    if (kept !== this.#kept) this.#link.post({ kind: 'keep', deck: this.deck, chunks: wanted });
    this.#kept = kept;
    for (const chunk of wanted) {
      if (this.#chunks.has(chunk)) continue;
      this.#chunks.add(chunk);
      void this.#fetch(chunk);
    }
  }

  stop(): void {
    this.#stop.abort();
    this.#chunks.clear();
  }

  async #fetch(chunk: number): Promise<void> {
    await Promise.all(
      this.#sources.map(async (source, stem) => {
        const samples = await source.fetchChunk(chunk, this.#stop.signal);
        if (samples.ok) {
          if (this.#chunks.has(chunk))
            this.#link.post({ kind: 'chunk', deck: this.deck, stem, chunk, samples: samples.value });
        } else if (samples.error.code !== 'cancelled') {
          this.#chunks.delete(chunk);
          this.#link.onFailure(samples.error);
        }
      }),
    );
  }
}
