/** The axes that all pictures of one piece share: time to the right, pitch upwards. */

/** Lowest and highest pitch shown: a semitone below E1 to a semitone above E8. */
export const lowestPitch = 27;
export const highestPitch = 113;
export const rowsPerSemitone = 3;
export const pictureRows = (highestPitch - lowestPitch) * rowsPerSemitone;

/** Fractional MIDI pitch at the middle of a row; row 0 is on top. */
export function pitchOfRow(row: number): number {
  return highestPitch - (row + 0.5) / rowsPerSemitone;
}

/** Frequency in Hz of a MIDI pitch at A4 = 440 Hz. */
export function frequencyOf(pitchMidi: number): number {
  return 440 * 2 ** ((pitchMidi - 69) / 12);
}

/** Place of a pitch from the top, in per cent of the picture's height. */
export function pitchPercent(pitchMidi: number): number {
  return (100 * (highestPitch - pitchMidi)) / (highestPitch - lowestPitch);
}
