/** Notes that one MIDI track can hold: a key that is down cannot be struck. */

export type PlayableNote = {
  /** Whole ticks; end > onset. */
  readonly onset: number;
  readonly end: number;
  readonly channel: number;
  readonly program: number;
  readonly pitchMidi: number;
  readonly velocity: number;
};

/**
 * Rounds to whole ticks. A note that is struck again ends there; of two that begin together on one key the longer
 * stays. By onset, then pitch. Cost O(notes log notes).
 */
export function playableNotes(notes: readonly PlayableNote[]): PlayableNote[] {
  const whole = notes
    .map((note) => {
      const onset = Math.round(note.onset);
      return { ...note, onset, end: Math.max(onset + 1, Math.round(note.end)) };
    })
    .sort((a, b) => a.onset - b.onset || a.pitchMidi - b.pitchMidi || b.end - a.end);
  const lastOfKey = new Map<number, number>();
  const kept: PlayableNote[] = [];
  for (const note of whole) {
    const key = note.channel * 128 + note.pitchMidi;
    const index = lastOfKey.get(key);
    const last = index === undefined ? undefined : kept[index];
    if (index !== undefined && last !== undefined) {
      if (last.onset === note.onset) continue;
      if (last.end > note.onset) kept[index] = { ...last, end: note.onset };
    }
    lastOfKey.set(key, kept.length);
    kept.push(note);
  }
  return kept;
}
