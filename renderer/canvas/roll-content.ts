/** What the roll's picture is made of, beside the view: plain data, so that another thread can paint it as well. */
import { beatThinning, visibleBeats } from './beat-grid.ts';
import type { AudioBeat } from './beat-grid.ts';
import type { LevelImage } from './level-image.ts';
import { paintComparison } from './paint-comparison.ts';
import type { Comparison } from './paint-comparison.ts';
import { paintBeatLines, paintLanes } from './paint-grid.ts';
import { activityStrengths, paintLevels, soundStrengths } from './paint-levels.ts';
import { paintNotes } from './paint-notes.ts';
import { paintSelection } from './paint-overlay.ts';
import { paintAnchorLines, paintSegments } from './paint-segments.ts';
import type { Segment } from './paint-segments.ts';
import { paintUnits } from './paint-units.ts';
import type { UnitContent } from './paint-units.ts';
import type { RollColours } from './roll-colours.ts';
import type { NoteLayout } from './roll-note.ts';
import type { RollView } from './roll-view.ts';
import type { PixelSurface } from './surface.ts';

export type RollContent = {
  readonly colours: RollColours;
  /** The sound's pictures, beside each other; empty where it is not shown. */
  readonly tiles: readonly LevelImage[];
  /** Of the sound, 0..1. */
  readonly brightness: number;
  /** By time. */
  readonly beats: readonly AudioBeat[];
  readonly segments: readonly Segment[];
  readonly anchors: readonly { readonly audioSec: number }[];
  readonly layout: NoteLayout;
  /** Keys of notes. */
  readonly selected: ReadonlySet<string>;
  /** Colours of the groups in their order. */
  readonly groups: readonly string[];
  /** Groups that sound; null where all do. */
  readonly audible: ReadonlySet<number> | null;
  readonly showsHalos: boolean;
  /** The label matrix; null where it is not looked at, or not ready. */
  readonly matrix: UnitContent | null;
  /** What a network activates, a picture or none. */
  readonly activity: readonly LevelImage[];
  /** Labels and network against each other; null where they are not compared. */
  readonly comparison: Comparison | null;
};

/** Cost O(pixels + notes, beats and runs of the view). */
export function paintRoll(surface: PixelSurface, view: RollView, content: RollContent): void {
  const { colours, tiles, brightness, layout, groups, audible, showsHalos } = content;
  const strengths = soundStrengths(brightness);
  const isLight = colours.theme === 'light';
  paintLanes(surface, view, colours);
  paintLevels(surface.context, view, tiles, { strengths, isLight, isSmooth: true, isOverLanes: true });
  paintBeatLines(surface, view, visibleBeats(view, content.beats), colours);
  paintSegments(surface, view, content.segments, colours);
  paintAnchorLines(surface, view, content.anchors, colours);
  paintNotes(surface, view, layout, { groups, colours, audible, showsHalos });
  if (content.matrix !== null) paintUnits(surface, view, content.matrix, colours);
  const active = { strengths: activityStrengths, isLight, isSmooth: false, isOverLanes: false };
  paintLevels(surface.context, view, content.activity, active);
  if (content.comparison !== null) paintComparison(surface, view, layout, content.comparison, colours);
  paintSelection(surface, view, layout, content.selected, colours);
}

/** Two pictures of one view are the same where these are. Which beats have room depends on the view. */
export function partsOf(content: RollContent, view: RollView): readonly unknown[] {
  return [...Object.values(content), beatThinning(view, content.beats)];
}

export function isSameContent(one: RollContent, other: RollContent): boolean {
  return (Object.keys(one) as (keyof RollContent)[]).every((part) => one[part] === other[part]);
}
