/** What is wrong with the bytes of a MIDI file, for people; caught at the door of the reader. */
export class MidiDamage extends Error {
  /** @param message a clause that follows the file's name: 'ends in the middle of track 3'. */
  constructor(message: string) {
    super(message);
    this.name = 'MidiDamage';
  }
}
