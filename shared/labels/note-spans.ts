/** Which frames a note labels in each unit of its class. */
import { frameSpan } from './frame-grid.ts';
import type { FrameGrid, FrameSpan } from './frame-grid.ts';
import type { LabelSettings, ToleranceSec } from './label-settings.ts';

/** When a note sounds; `offsetSec` is the end of its sound, later than the key's where a pedal holds it. */
export type NoteTimes = {
  readonly onsetSec: number;
  readonly offsetSec: number;
  /** Its own tolerances; absent ones are those of the settings. */
  readonly toleranceOnsetSec?: ToleranceSec;
  readonly toleranceSustainSec?: ToleranceSec;
};

/**
 * One entry per unit of the class, P in all; null where the note is over before a stage begins.
 *
 * Unit 0 covers [onset - before, onset + after] with the onset's tolerance, a sustain unit
 * [onset + from - before, min(onset + to, offset) + after] with the sustain's, where from and to are the
 * edges of its stage (0 and the offset when the sustain is not staged).
 * @source Ewert & Sandler, ICASSP 2017, section 3, "label indicator matrix"; stages are an addition.
 * @tested cell by cell in rasterise.test.ts.
 */
export function noteSpans(note: NoteTimes, settings: LabelSettings, grid: FrameGrid): (FrameSpan | null)[] {
  const { units, stageEdgesSec } = settings;
  const { onsetSec, offsetSec } = note;
  const ofOnset = note.toleranceOnsetSec ?? settings.toleranceOnsetSec;
  const { before, after } = note.toleranceSustainSec ?? settings.toleranceSustainSec;
  const spans: (FrameSpan | null)[] = [frameSpan(onsetSec - ofOnset.before, onsetSec + ofOnset.after, grid)];
  for (let unit = 1; unit < units; unit++) {
    const from = unit === 1 ? 0 : (stageEdgesSec[unit - 2] ?? 0);
    const to = stageEdgesSec[unit - 1] ?? Infinity;
    spans.push(
      onsetSec + from > offsetSec + after
        ? null
        : frameSpan(onsetSec + from - before, Math.min(onsetSec + to, offsetSec) + after, grid),
    );
  }
  return spans;
}

/** @throws RangeError for settings that no label matrix can have. */
export function assertLabelSettings({ units, stageEdgesSec, freeUnits }: LabelSettings): void {
  const edgesFit = stageEdgesSec.length === 0 || stageEdgesSec.length === units - 2;
  const edgesRise = stageEdgesSec.every((edge, index) => edge > (stageEdgesSec[index - 1] ?? 0));
  if (!Number.isInteger(units) || units < 2 || freeUnits < 0 || !edgesFit || !edgesRise) {
    throw new RangeError(
      `expected at least 2 units, and no or ${units - 2} rising edges, got ${units} units and edges ${stageEdgesSec.join(', ')}`,
    );
  }
}
