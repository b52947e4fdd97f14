/** What the roll shows and how: the window's own, never an undo step. */
import {
  fitted,
  resized,
  revealing,
  scrolled,
  showing,
  zoomedInPitch,
  zoomedInTime,
} from '../canvas/roll-view.ts';
import type { RollExtent, RollView, ShownRange } from '../canvas/roll-view.ts';
import type { NoteLayout } from '../canvas/roll-note.ts';
import type { ToolName } from '../../shared/document/session.ts';

const firstView: RollView = {
  widthPx: 0,
  heightPx: 0,
  startSec: 0,
  pxPerSec: 50,
  topPitch: 96,
  pxPerPitch: 12,
};

export class RollState {
  readonly extent: RollExtent;
  #view: RollView = $state.raw(firstView);
  #firstFit: Parameters<typeof fitted>[2] | null;
  #restored: ShownRange | null = null;
  tool: ToolName = $state('select');
  isFollowing = $state(true);
  isSnapping = $state(true);
  showsSpectrogram = $state(true);
  /** 0..1 */
  brightness = $state(0.5);
  showsUnits = $state(false);
  showsHalos = $state(true);
  /** Corners of a region that is about to be handed over: to whom, is being asked. */
  lassoed: readonly (readonly [atSec: number, pitchMidi: number])[] | null = $state.raw(null);

  constructor(extent: RollExtent, firstFit: Parameters<typeof fitted>[2]) {
    this.extent = extent;
    this.#firstFit = firstFit;
  }

  get view(): RollView {
    return this.#view;
  }

  /** The first size also decides what is shown at first. */
  resize(widthPx: number, heightPx: number): void {
    if (widthPx <= 0 || heightPx <= 0) return;
    this.#view = resized(this.#view, this.extent, widthPx, heightPx);
    if (this.#firstFit === null) return;
    this.#view =
      this.#restored === null
        ? fitted(this.#view, this.extent, this.#firstFit)
        : showing(this.#view, this.extent, this.#restored);
    this.#firstFit = null;
  }

  /** What is shown at first in place of the first fit; too late once there is a size. */
  restore(range: ShownRange): void {
    this.#restored = range;
  }

  scroll(dxPx: number, dyPx: number): void {
    this.#view = scrolled(this.#view, this.extent, dxPx, dyPx);
  }

  zoomTime(x: number, factor: number): void {
    this.#view = zoomedInTime(this.#view, this.extent, x, factor);
  }

  zoomPitch(y: number, factor: number): void {
    this.#view = zoomedInPitch(this.#view, this.extent, y, factor);
  }

  fit(wanted: Parameters<typeof fitted>[2]): void {
    this.#view = fitted(this.#view, this.extent, wanted);
  }

  reveal(sec: number): void {
    this.#view = revealing(this.#view, this.extent, sec);
  }
}

/** The first twenty seconds, and all pitches that have notes. */
export function rollFor({ notes }: NoteLayout, lengthSec: number): RollState {
  const lowMidi = notes.reduce((least, { pitchMidi }) => Math.min(least, pitchMidi), 127);
  const highMidi = notes.reduce((most, { pitchMidi }) => Math.max(most, pitchMidi), 0);
  const pitches = lowMidi <= highMidi ? { lowMidi, highMidi } : { lowMidi: 36, highMidi: 84 };
  const firstFit = { fromSec: 0, toSec: Math.min(lengthSec, 20), ...pitches };
  return new RollState({ lengthSec, lowMidi: 15, highMidi: 120 }, firstFit);
}
