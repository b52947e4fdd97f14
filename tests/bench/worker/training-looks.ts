/** When a training is looked at, and what was seen. */
import type {
  LearnedRepresentation,
  LossPoint,
} from '../../../electron/backend/engine/model/learned-representation.ts';

export type Look = {
  /** Seconds over all layers. */
  readonly point: LossPoint;
  /** Layers that were complete. */
  readonly finishedLayers: number;
  readonly representation: LearnedRepresentation;
};

export type LookPlan = { readonly firstSec: number; readonly ratio: number };

export class TrainingLooks {
  readonly all: Look[] = [];
  readonly #plan: LookPlan;
  readonly #limitSec: number;
  readonly #stop = new AbortController();
  #nextSec: number;
  #finishedLayers = 0;
  #finishedSec = 0;
  #lastSec = 0;

  /** @param signal the user's */
  constructor(plan: LookPlan, limitSec: number, signal: AbortSignal) {
    this.#plan = plan;
    this.#limitSec = limitSec;
    this.#nextSec = plan.firstSec;
    signal.addEventListener('abort', () => this.#stop.abort());
  }

  /** Aborted by the user, or when the time is over. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get trainedSec(): number {
    return this.#finishedSec + this.#lastSec;
  }

  /** Keeps a snapshot when it is time for one; the last one at the limit. */
  look(point: LossPoint, snapshot: () => LearnedRepresentation): void {
    this.#lastSec = point.sec;
    const sec = this.trainedSec;
    const isOver = sec >= this.#limitSec;
    if (sec >= this.#nextSec || isOver) {
      this.#keep(point, snapshot());
      while (this.#nextSec <= sec) this.#nextSec *= this.#plan.ratio;
    }
    if (isOver) this.#stop.abort();
  }

  /** The finished layer's own representation is its last look; it is kept by the caller too. */
  endLayer(representation: LearnedRepresentation, lossCurve: readonly LossPoint[], trainSec: number): void {
    const last = lossCurve.at(-1);
    const seen = this.all.at(-1);
    if (seen?.finishedLayers === this.#finishedLayers && seen.point.epoch === last?.epoch) {
      // The same state twice.
      this.all.pop()?.representation.dispose();
    }
    this.#keep({ epoch: 0, cost: Number.NaN, ...last, sec: trainSec }, representation);
    this.#finishedSec += trainSec;
    this.#lastSec = 0;
    this.#finishedLayers += 1;
  }

  dispose(): void {
    for (const { representation } of this.all) representation.dispose();
  }

  #keep(point: LossPoint, representation: LearnedRepresentation): void {
    const sec = this.#finishedSec + point.sec;
    this.all.push({ point: { ...point, sec }, finishedLayers: this.#finishedLayers, representation });
  }
}
