/** How fast this machine trained last, so that the next training's time can be told before it begins. */
import { numberIn, recordOfValues } from '../../../shared/std/shape.ts';
import type { TrainerSettings } from '../engine/model/method-settings.ts';
import { readMemo, writeMemo } from './memo-file.ts';

export type TrainingKind = `${TrainerSettings['kind']} ${'scratch' | 'warm'}`;

/** Multiplications per second; see `trainingWork`. */
type Speeds = Readonly<Record<string, number>>;

const shape = recordOfValues(/^[a-z]+ (scratch|warm)$/, numberIn(1, 1e18), 100);

/** Of two cores with native TensorFlow: good for an order of magnitude elsewhere. */
const usualSpeeds: Readonly<Record<TrainingKind, number>> = Object.freeze({
  'factorisation scratch': 1.2e10,
  'factorisation warm': 1.2e10,
  'network scratch': 4e10,
  'network warm': 4e10,
  'divisi scratch': 1.2e10,
  'divisi warm': 1e10,
});

export type Forecast = {
  readonly sec: number;
  /** On this machine; else the speed is an assumption. */
  readonly isMeasured: boolean;
};

export class SpeedBook {
  readonly #path: string | null;
  #speeds: Promise<Speeds> | null = null;

  /** @param path of the file; null remembers while the process lives */
  constructor(path: string | null) {
    this.#path = path;
  }

  async forecast(kind: TrainingKind, work: number): Promise<Forecast> {
    const measured = (await this.#read())[kind];
    return { sec: work / (measured ?? usualSpeeds[kind]), isMeasured: measured !== undefined };
  }

  /** Never fails, see `writeMemo`. */
  async note(kind: TrainingKind, work: number, sec: number): Promise<void> {
    const speeds = { ...(await this.#read()), [kind]: Math.max(1, work / Math.max(sec, 1e-3)) };
    this.#speeds = Promise.resolve(speeds);
    await writeMemo(this.#path, speeds);
  }

  #read(): Promise<Speeds> {
    this.#speeds ??= readMemo(this.#path, shape).then((kept) => kept ?? {});
    return this.#speeds;
  }
}
