/**
 * What part of the recording the roll shows, and where on the canvas it lies. Time runs to the right, pitch
 * upwards; pixels are CSS pixels from the canvas's top left corner.
 *
 * Pitch is continuous, a MIDI number: the lane of pitch p reaches from p - 0.5 to p + 0.5, so that a
 * spectrogram on a logarithmic scale lies behind the notes as it sounds (69 is 440 Hz).
 */
export type RollView = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Seconds of the recording at x = 0; may lie before its beginning. */
  readonly startSec: number;
  readonly pxPerSec: number;
  /** The pitch at y = 0. */
  readonly topPitch: number;
  readonly pxPerPitch: number;
};

/** What of a view keys and lanes depend on. */
export type PitchView = Pick<RollView, 'heightPx' | 'topPitch' | 'pxPerPitch'>;

/** What a view may show at most. */
export type RollExtent = {
  readonly lengthSec: number;
  readonly lowMidi: number;
  readonly highMidi: number;
};

const mostPxPerSec = 6000;
const mostPxPerPitch = 64;
const leastPxPerPitch = 2;
/** Room around the recording, as a share of what is shown. */
const marginShare = 0.04;

export function timeToX(view: RollView, sec: number): number {
  return (sec - view.startSec) * view.pxPerSec;
}

export function xToTime(view: RollView, x: number): number {
  return view.startSec + x / view.pxPerSec;
}

export function pitchToY(view: PitchView, pitchMidi: number): number {
  return (view.topPitch - pitchMidi) * view.pxPerPitch;
}

export function yToPitch(view: PitchView, y: number): number {
  return view.topPitch - y / view.pxPerPitch;
}

/** The key whose lane y lies in; may lie outside of 0..127. */
export function yToKey(view: RollView, y: number): number {
  return Math.round(yToPitch(view, y));
}

export function endSec(view: RollView): number {
  return xToTime(view, view.widthPx);
}

export function bottomPitch(view: PitchView): number {
  return yToPitch(view, view.heightPx);
}

/** Positive pixels show later times and lower pitches. */
export function scrolled(view: RollView, extent: RollExtent, dxPx: number, dyPx: number): RollView {
  return clamped(
    {
      ...view,
      startSec: view.startSec + dxPx / view.pxPerSec,
      topPitch: view.topPitch - dyPx / view.pxPerPitch,
    },
    extent,
  );
}

/** The time under x stays where it is, as far as the ends of the recording allow. */
export function zoomedInTime(view: RollView, extent: RollExtent, x: number, factor: number): RollView {
  const pxPerSec = limitTimeScale(view, extent, view.pxPerSec * factor);
  return clamped({ ...view, pxPerSec, startSec: xToTime(view, x) - x / pxPerSec }, extent);
}

/** The pitch under y stays where it is, as far as the ends of the range allow. */
export function zoomedInPitch(view: RollView, extent: RollExtent, y: number, factor: number): RollView {
  const pxPerPitch = limitPitchScale(view, extent, view.pxPerPitch * factor);
  return clamped({ ...view, pxPerPitch, topPitch: yToPitch(view, y) + y / pxPerPitch }, extent);
}

/** Shows the given times, and pitches when there are any, with a little room around. */
export function fitted(
  view: RollView,
  extent: RollExtent,
  wanted: {
    readonly fromSec: number;
    readonly toSec: number;
    readonly lowMidi?: number;
    readonly highMidi?: number;
  },
): RollView {
  const spanSec = Math.max(wanted.toSec - wanted.fromSec, 0.05);
  const pxPerSec = limitTimeScale(view, extent, view.widthPx / (spanSec * (1 + 2 * marginShare)));
  const middleSec = (wanted.fromSec + wanted.toSec) / 2;
  const inTime = { ...view, pxPerSec, startSec: middleSec - view.widthPx / pxPerSec / 2 };
  const { lowMidi, highMidi } = wanted;
  if (lowMidi === undefined || highMidi === undefined) return clamped(inTime, extent);
  const pxPerPitch = limitPitchScale(view, extent, view.heightPx / (highMidi - lowMidi + 3));
  const topPitch = (lowMidi + highMidi) / 2 + view.heightPx / pxPerPitch / 2;
  return clamped({ ...inTime, pxPerPitch, topPitch }, extent);
}

/** Times, seconds, and pitches at the view's edges. */
export type ShownRange = {
  readonly fromSec: number;
  readonly toSec: number;
  readonly lowMidi: number;
  readonly highMidi: number;
};

export function shownRange(view: RollView): ShownRange {
  return {
    fromSec: view.startSec,
    toSec: endSec(view),
    lowMidi: bottomPitch(view),
    highMidi: view.topPitch,
  };
}

/** Shows exactly that, as far as it lies within the extent. */
export function showing(view: RollView, extent: RollExtent, range: ShownRange): RollView {
  const { fromSec, toSec, lowMidi, highMidi } = range;
  const pxPerSec = limitTimeScale(view, extent, view.widthPx / Math.max(toSec - fromSec, 1e-3));
  const pxPerPitch = limitPitchScale(view, extent, view.heightPx / Math.max(highMidi - lowMidi, 1e-3));
  return clamped({ ...view, pxPerSec, pxPerPitch, startSec: fromSec, topPitch: highMidi }, extent);
}

/** Another size of the canvas: the upper left corner stays. */
export function resized(view: RollView, extent: RollExtent, widthPx: number, heightPx: number): RollView {
  const next = { ...view, widthPx, heightPx };
  return clamped(
    {
      ...next,
      pxPerSec: limitTimeScale(next, extent, view.pxPerSec),
      pxPerPitch: limitPitchScale(next, extent, view.pxPerPitch),
    },
    extent,
  );
}

/** A view that shows `sec`, moved as little as needed, or by a whole width less a margin. */
export function revealing(view: RollView, extent: RollExtent, sec: number): RollView {
  const x = timeToX(view, sec);
  if (x >= 0 && x <= view.widthPx * 0.94) return view;
  return clamped({ ...view, startSec: sec - (view.widthPx * 0.06) / view.pxPerSec }, extent);
}

function limitTimeScale(view: RollView, extent: RollExtent, pxPerSec: number): number {
  const least = view.widthPx / (Math.max(extent.lengthSec, 0.1) * (1 + 2 * marginShare));
  return Math.min(Math.max(pxPerSec, least), mostPxPerSec);
}

function limitPitchScale(view: RollView, extent: RollExtent, pxPerPitch: number): number {
  const least = Math.max(view.heightPx / (extent.highMidi - extent.lowMidi + 1), leastPxPerPitch);
  return Math.min(Math.max(pxPerPitch, least), Math.max(mostPxPerPitch, least));
}

function clamped(view: RollView, extent: RollExtent): RollView {
  const shownSec = view.widthPx / view.pxPerSec;
  const marginSec = shownSec * marginShare;
  const lastStart = Math.max(extent.lengthSec + marginSec - shownSec, -marginSec);
  const shownPitches = view.heightPx / view.pxPerPitch;
  const highest = extent.highMidi + 0.5;
  const lowest = Math.min(extent.lowMidi - 0.5 + shownPitches, highest);
  return {
    ...view,
    startSec: Math.min(Math.max(view.startSec, -marginSec), lastStart),
    topPitch: Math.min(Math.max(view.topPitch, lowest), highest),
  };
}
