/** Names of pitches: C4 is MIDI 60, the middle C; sharps or flats, ASCII or Unicode. */

const naturals: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };
const sharpNames = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;

/** @returns the MIDI pitch in 0..127, or null when the text names none. */
export function parsePitchName(text: string): number | null {
  const match = /^([a-g])(##|#|♯|bb|b|♭)?(-?\d)$/i.exec(text.trim());
  const natural = naturals[match?.[1]?.toLowerCase() ?? ''];
  if (match === null || natural === undefined) return null;
  const pitch = (Number(match[3]) + 1) * 12 + natural + accidental(match[2] ?? '');
  return pitch >= 0 && pitch <= 127 ? pitch : null;
}

/** @param pitchMidi 0..127 */
export function pitchName(pitchMidi: number): string {
  return `${sharpNames[pitchMidi % 12] ?? ''}${Math.floor(pitchMidi / 12) - 1}`;
}

function accidental(sign: string): number {
  const semitones = sign.length === 2 ? 2 : 1;
  if (sign === '') return 0;
  return sign.startsWith('#') || sign === '♯' ? semitones : -semitones;
}
