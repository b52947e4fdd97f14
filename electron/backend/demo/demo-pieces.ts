/** The demo's two pieces and how they are played. */
import type { Interpretation } from './interpretation.ts';
import type { WrittenPiece } from './notation.ts';
import { bachBwv772 } from './scores/bach-bwv772.ts';
import { chopinOp28No7 } from './scores/chopin-op28-7.ts';

export type DemoPiece = {
  readonly written: WrittenPiece;
  readonly interpretation: Interpretation;
  readonly seed: number;
  /** What the piece is there to show, for people. */
  readonly remark: string;
};

export const demoPieces: readonly DemoPiece[] = [
  {
    written: bachBwv772,
    seed: 772,
    remark: 'Dense: two equal voices, each imitating the other, with runs that cross the same register.',
    interpretation: {
      phraseQuarters: 8,
      rubato: 0.05,
      ritardandoQuarters: 6,
      ritardandoTo: 0.62,
      dynamics: [
        [0, 62],
        [24, 72],
        [28, 62],
        [48, 78],
        [56, 74],
        [58, 58],
        [72, 70],
        [80, 84],
        [84, 80],
      ],
      balance: { right: 2, left: -2, melody: 0 },
      hold: { short: 0.96, long: 0.8 },
      melodyLeadSec: 0.004,
    },
  },
  {
    written: chopinOp28No7,
    seed: 28,
    remark: 'Pedalled: chords of both hands ring into each other for two bars at a time.',
    interpretation: {
      phraseQuarters: 6,
      rubato: 0.12,
      ritardandoQuarters: 6,
      ritardandoTo: 0.66,
      dynamics: [
        [0, 50],
        [7, 56],
        [24, 50],
        [31, 62],
        [34, 78],
        [40, 56],
        [49, 44],
      ],
      balance: { right: 0, left: -6, melody: 9 },
      hold: { short: 0.99, long: 0.96 },
      melodyLeadSec: 0.012,
    },
  },
];
