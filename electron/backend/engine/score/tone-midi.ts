/**
 * Reads header, tempo map and notes with `@tonejs/midi`, behind a file in which its traps are closed:
 *
 * - it splits a track at every program change and loses the notes that sound across one: here every
 *   track holds one program of one channel already, so that its tracks are our parts, one to one;
 * - it pairs key events by "first release at or after the strike", across cuts and forgotten releases:
 *   here strikes and releases already alternate;
 * - it times everything before the first tempo change inconsistently: here tick 0 always has a tempo;
 * - its time grows with the square of the notes in a track: here long parts are cut into pieces.
 */
import { createRequire } from 'node:module';
import type { Header } from '@tonejs/midi';
import { buildTempoMap } from '../../../../shared/music/tempo-map.ts';
import { encodeMidi } from './midi-encode.ts';
import type { EncodableTrack } from './midi-encode.ts';
import type { ConductorEvents } from './own-tracks.ts';
import type { Part, PartNote } from './part-notes.ts';

// A CommonJS package without a usable list of names: a plain import of its class fails under Node.
const { Midi } = createRequire(import.meta.url)('@tonejs/midi') as typeof import('@tonejs/midi');

const maxNotesPerTrack = 512;

export type ToneReading = { readonly header: Header; readonly parts: readonly Part[] };

/** Parts keep their order; a long part comes as several. */
export function readWithTone(
  ticksPerQuarter: number,
  conductor: ConductorEvents,
  parts: readonly Part[],
): ToneReading {
  const pieces = parts.flatMap(cutPart);
  const tempos = buildTempoMap(ticksPerQuarter, conductor.tempos).changes;
  const tracks = pieces.map((piece): EncodableTrack => ({
    channel: piece.channelKey % 16,
    program: piece.program,
    notes: piece.notes,
  }));
  const midi = new Midi(encodeMidi(ticksPerQuarter, { ...conductor, tempos }, tracks));
  if (midi.tracks.length !== pieces.length) {
    throw new Error(`expected ${pieces.length} tracks from @tonejs/midi, got ${midi.tracks.length}`);
  }
  const read = pieces.map((piece, index): Part => {
    const track = midi.tracks[index];
    if (track?.notes.length !== piece.notes.length) {
      throw new Error(
        `expected ${piece.notes.length} notes in part ${index}, got ${track?.notes.length ?? 0}`,
      );
    }
    const notes = track.notes.map((note): PartNote => ({
      onsetTick: note.ticks,
      keyUpTick: note.ticks + note.durationTicks,
      pitchMidi: note.midi,
      velocity: Math.round(note.velocity * 127),
    }));
    return { ...piece, program: track.instrument.number, notes };
  });
  return { header: midi.header, parts: read };
}

function cutPart(part: Part): Part[] {
  const pieces: Part[] = [];
  for (let start = 0; start < part.notes.length; start += maxNotesPerTrack) {
    pieces.push({ ...part, notes: part.notes.slice(start, start + maxNotesPerTrack) });
  }
  return pieces;
}
