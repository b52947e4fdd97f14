/** Times edits of a large document: making and committing them, undoing them, and the tiles of labels they change. */
import { DocumentLabels } from '../../../shared/document/document-labels.ts';
import { documentText } from '../../../shared/document/canonical-json.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { commitEdit, historyOf, undo } from '../../../shared/document/history.ts';
import type { History } from '../../../shared/document/history.ts';
import { soundingLookup } from '../../../shared/document/note-times.ts';
import type { Patch } from '../../../shared/document/patch.ts';
import { recordOf } from '../../../shared/document/record-table.ts';
import { tileFrames } from '../../../shared/labels/label-tiles.ts';
import { createRng } from '../../../shared/std/rng.ts';
import { benchEdits } from './bench-edits.ts';
import type { EditKind } from './bench-edits.ts';

export type EditTimes = {
  /** Milliseconds: the edit's patch is made, checked, applied and entered into the history. */
  readonly apply: number[];
  readonly undo: number[];
  /** The labels follow, and the tiles of half a minute around the edit that changed are made again. */
  readonly tiles: number[];
  tilesMade: number;
};

const grid = { startSec: 0, hopSec: 0.023, frames: 13_000 };
const settings = {
  units: 4,
  stageEdgesSec: [0.25, 0.8],
  toleranceOnsetSec: { before: 0.15, after: 0.15 },
  toleranceSustainSec: { before: 0.15, after: 0.15 },
  freeUnits: 0,
};
const shownSec = 30;

/**
 * @param count edits, of every kind in turn
 * @throws Error when undoing everything does not give the first document, byte for byte
 */
export function measureDocument(
  document: DocumentState,
  count: number,
  seed: number,
): Map<EditKind, EditTimes> {
  const rng = createRng(seed);
  const kinds = Object.keys(benchEdits) as EditKind[];
  const times = new Map<EditKind, EditTimes>(
    kinds.map((kind) => [kind, { apply: [], undo: [], tiles: [], tilesMade: 0 }]),
  );
  const first = documentText(document);
  const labels = new DocumentLabels(document, settings, grid);
  showTiles(labels, 0, grid.frames * grid.hopSec);
  let history: History = historyOf(document);
  const order: EditKind[] = [];
  for (let index = 0; index < count; index++) {
    const kind = kinds[index % kinds.length]!;
    const own = times.get(kind)!;
    const startMs = performance.now();
    const made = benchEdits[kind](history.document, rng, index);
    if (!made.ok) throw new Error(made.error.message);
    const committed = commitEdit(history, made.value.name, made.value.patch);
    const tookMs = performance.now() - startMs;
    // What is so already is no edit.
    if (!committed.ok) continue;
    own.apply.push(tookMs);
    const { document: earlier } = history;
    ({ history } = committed.value);
    order.push(kind);
    const before = labels.tiles.computed;
    own.tiles.push(followMs(labels, earlier, history.document, committed.value.step.patch));
    own.tilesMade += labels.tiles.computed - before;
  }
  for (const kind of order.reverse()) {
    const startMs = performance.now();
    const undone = undo(history);
    times.get(kind)!.undo.push(performance.now() - startMs);
    if (!undone.ok) throw new Error(undone.error.message);
    ({ history } = undone.value);
  }
  if (documentText(history.document) !== first) throw new Error('undoing everything gave another document');
  return times;
}

function followMs(
  labels: DocumentLabels,
  before: DocumentState,
  document: DocumentState,
  patch: Patch,
): number {
  const atSec = patchSec(before, patch) ?? patchSec(document, patch) ?? 0;
  const startMs = performance.now();
  labels.follow(document, patch);
  showTiles(labels, atSec - shownSec / 2, atSec + shownSec / 2);
  return performance.now() - startMs;
}

/** Where in the recording a patch has an effect: at its first note, or where its paint begins. */
function patchSec(document: DocumentState, patch: Patch): number | null {
  const [change] = patch;
  if (change?.table === 'paint') return change.after?.runs[0]?.fromSec ?? null;
  const note = recordOf(document.notes, change?.id.replace(/^note:/, '') ?? '');
  return note === undefined ? null : (soundingLookup(document)(note)[0]?.onsetSec ?? null);
}

function showTiles({ tiles }: DocumentLabels, fromSec: number, toSec: number): void {
  const tileSec = tileFrames * grid.hopSec;
  const from = Math.max(Math.floor(fromSec / tileSec), 0);
  const to = Math.min(Math.ceil(toSec / tileSec), tiles.tileCount);
  for (const tileClass of tiles.classes()) {
    for (let index = from; index < to; index++) tiles.tile(tileClass, index);
  }
}
