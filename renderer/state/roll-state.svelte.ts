/** What the roll shows and how: the window's own, never an undo step. */
import { fitted, resized, revealing, scrolled, zoomedInPitch, zoomedInTime } from '../canvas/roll-view.ts';
import type { RollExtent, RollView } from '../canvas/roll-view.ts';
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
  tool: ToolName = $state('select');
  isFollowing = $state(true);
  isSnapping = $state(true);
  showsSpectrogram = $state(true);
  /** 0..1 */
  brightness = $state(0.5);
  showsUnits = $state(false);
  showsHalos = $state(true);

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
    this.#view = fitted(this.#view, this.extent, this.#firstFit);
    this.#firstFit = null;
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
