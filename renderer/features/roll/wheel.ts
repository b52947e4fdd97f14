/** What a turn of the wheel, or two fingers on a pad, does to the roll. */
export type WheelTurn = {
  readonly deltaX: number;
  readonly deltaY: number;
  /** As WheelEvent has it: 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
};

export type WheelAction =
  | { readonly kind: 'scroll'; readonly dxPx: number; readonly dyPx: number }
  | { readonly kind: 'zoom-time' | 'zoom-pitch'; readonly factor: number };

const linePx = 24;
const pagePx = 400;
/** Turning by this many pixels zooms by e. */
const zoomPx = 320;

/** The wheel scrolls pitches, with Shift time, with Ctrl or Cmd it zooms time (so does a pinch), with Alt pitch. */
export function wheelAction(turn: WheelTurn): WheelAction {
  const unit = turn.deltaMode === 1 ? linePx : turn.deltaMode === 2 ? pagePx : 1;
  const [dx, dy] = [turn.deltaX * unit, turn.deltaY * unit];
  // Systems turn a vertical wheel into a horizontal one while Shift or Alt is down.
  const turned = Math.abs(dy) >= Math.abs(dx) ? dy : dx;
  if (turn.ctrlKey || turn.metaKey) return { kind: 'zoom-time', factor: Math.exp(-turned / zoomPx) };
  if (turn.altKey) return { kind: 'zoom-pitch', factor: Math.exp(-turned / zoomPx) };
  if (turn.shiftKey) return { kind: 'scroll', dxPx: turned, dyPx: 0 };
  return { kind: 'scroll', dxPx: dx, dyPx: dy };
}
