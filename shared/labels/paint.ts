/** Cells of the label matrix that a person forced on or off, over what notes and tolerances say. */

/** Frames whose time lies in [fromSec, toSec) are allowed (`isOn`) or forbidden. */
export type PaintRun = { readonly fromSec: number; readonly toSec: number; readonly isOn: boolean };
