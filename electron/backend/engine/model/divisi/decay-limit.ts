/**
 * A struck or plucked note does not grow after its onset. Holding its activation to that keeps the sound
 * of a new note out of the units of one that still rings at a related pitch.
 */
import type { UnitTable } from '../../../../../shared/labels/unit-table.ts';

export type DecayLimitSource = {
  /** L, [frames, units] flattened. */
  readonly labels: Uint8Array;
  readonly frames: number;
  readonly unitTable: UnitTable;
  readonly hopSec: number;
};

export type DecayRule = { readonly growthPerSec: number; readonly attackSec: number };

/** Smaller shares of the former level do not count as a fall: a beat's minimum is no end of a note. */
const deepestFall = 0.5;
const silence = 1e-9;

/**
 * Limits the sum of a class's sustain units, frame after frame, to the growth that the rule allows since
 * the frame before; around onsets (labelled onset frames and the attack after them) it is free. Classes
 * that do not decay, and free units, are left alone. Calls must go through the frames in order, from 0.
 * Cost O(n K).
 * @tested against hand-made courses; any cut into blocks gives the same values.
 */
export class DecayLimit {
  readonly #source: DecayLimitSource;
  readonly #growth: number;
  readonly #attackFrames: number;
  /** Level of each class in the frame before, and frames since its last onset label. */
  readonly #level: Float64Array;
  readonly #sinceOnset: Int32Array;

  constructor(source: DecayLimitSource, { growthPerSec, attackSec }: DecayRule) {
    this.#source = source;
    this.#growth = growthPerSec ** source.hopSec;
    this.#attackFrames = Math.round(attackSec / source.hopSec);
    this.#level = new Float64Array(source.unitTable.classes.length);
    this.#sinceOnset = new Int32Array(source.unitTable.classes.length);
  }

  /** @param activations [n, K] flattened, changed in place */
  apply(activations: Float32Array, startFrame: number): void {
    const { unitTable, labels } = this.#source;
    const { unitCount, unitsPerClass, classes } = unitTable;
    if (startFrame === 0) {
      this.#level.fill(Infinity);
      this.#sinceOnset.fill(1 << 20);
    }
    const frameCount = activations.length / unitCount;
    for (let frame = 0; frame < frameCount; frame++) {
      const row = frame * unitCount;
      const labelRow = (startFrame + frame) * unitCount;
      for (let index = 0; index < classes.length; index++) {
        if (!classes[index]!.decays) continue;
        const first = index * unitsPerClass;
        this.#sinceOnset[index] = labels[labelRow + first] === 1 ? 0 : this.#sinceOnset[index]! + 1;
        let level = 0;
        for (let unit = first + 1; unit < first + unitsPerClass; unit++) level += activations[row + unit]!;
        const before = this.#level[index]!;
        if (this.#sinceOnset[index]! <= this.#attackFrames || before === Infinity) {
          this.#level[index] = Math.max(level, silence);
          continue;
        }
        const most = before * this.#growth;
        if (level > most) {
          const factor = most / level;
          for (let unit = first + 1; unit < first + unitsPerClass; unit++) activations[row + unit]! *= factor;
          level = most;
        }
        this.#level[index] = Math.max(level, before * deepestFall);
      }
    }
  }
}
