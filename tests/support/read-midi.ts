/** Reads MIDI bytes that a test made. */
import { parseScore } from '../../electron/backend/engine/score/read-score.ts';
import type { Score } from '../../shared/music/score.ts';

export function readMidi(bytes: Uint8Array): Score {
  const result = parseScore(bytes, 'piece.mid');
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** 'code: message' */
export function midiFailure(bytes: Uint8Array): string {
  const result = parseScore(bytes, 'piece.mid');
  if (result.ok) throw new Error('expected a failure');
  return `${result.error.code}: ${result.error.message}`;
}

/** 'pitch onset..keyUp', in ticks */
export function noteSpans(score: Score): string[] {
  return score.notes.map((n) => `${n.pitchMidi} ${n.onsetTick}..${n.keyUpTick}`);
}
