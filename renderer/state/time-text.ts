/** Times as people read them. */
import { beatAt } from '../canvas/beat-grid.ts';
import type { AudioBeat } from '../canvas/beat-grid.ts';

/** '1:02.345' */
export function clockText(sec: number): string {
  const millis = Math.max(0, Math.round(sec * 1000));
  const minutes = Math.floor(millis / 60_000);
  const rest = ((millis % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return `${minutes}:${rest}`;
}

/** '12:3.50', bar, beat and hundredths of it; '–' before the first bar. */
export function barText(beats: readonly AudioBeat[], sec: number): string {
  const at = beatAt(beats, sec);
  if (at === null) return '–';
  const hundredths = Math.min(99, Math.floor(Math.min(at.share, 0.999) * 100));
  return `${at.beat.bar}:${at.beat.beat}.${String(hundredths).padStart(2, '0')}`;
}

/** '45 s', '3 min', '1 h 20 min' */
export function durationText(sec: number): string {
  if (sec < 90) return `${Math.max(1, Math.round(sec))} s`;
  const minutes = Math.round(sec / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
