/**
 * What a MIDI file may ask for. Real scores stay far below: an opera act has about 100,000 notes.
 * Beyond these bounds a file is damaged or hostile, and reading it would only cost time and memory.
 */
export const midiLimits = Object.freeze({
  /** A million events of 3 to 8 bytes. */
  fileBytes: 16 * 2 ** 20,
  /** About 150 MB once parsed. */
  events: 1_000_000,
  /** More tracks than any sequencer writes; a chunk costs 8 bytes to declare. */
  tracks: 4096,
  /** Combinations of track, channel and program. */
  parts: 4096,
  /** 24 hours: longer than any recording, short of what damaged delta times give. */
  durationSec: 86_400,
  /** Short of the largest step that one delta time can make, with room for a lengthened note. */
  tick: 0x0fff_0000,
  /** Names and texts are cut off or skipped beyond this. */
  textBytes: 4096,
});
