/**
 * Reads a Standard MIDI File of type 0 or 1 as a {@link Score}.
 *
 * The bytes are checked first, so that no library meets a broken file; `midi-file` gives the file's own
 * tracks; strikes and releases are paired per track, channel and pitch; `@tonejs/midi` then reads
 * header, tempo map and notes; pedal and tempo map give the times. What had to be put right is listed
 * in {@link Score.repairs}.
 */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseMidi } from 'midi-file';
import type { MidiEvent } from 'midi-file';
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { Score } from '../../../../shared/music/score.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { readFailure } from '../audio/file-failure.ts';
import { buildScore } from './build-score.ts';
import { readMidiChunks } from './midi-chunks.ts';
import { MidiDamage } from './midi-damage.ts';
import { midiLimits } from './midi-limits.ts';
import { checkTrackBytes } from './midi-track-bytes.ts';
import { collectOwnTracks } from './own-tracks.ts';
import { collectParts } from './part-notes.ts';
import { readWithTone } from './tone-midi.ts';

/** Fails with 'file-missing', 'file-unreadable', 'score-format' or 'score-empty'. */
export async function readScore(path: string): Promise<Result<Score>> {
  let bytes: Uint8Array;
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > midiLimits.fileBytes) return err(tooLarge(basename(path), size));
      bytes = await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    return err(readFailure(cause, path));
  }
  return parseScore(bytes, basename(path));
}

/**
 * @param fileName for messages.
 * Cost: about a second per 100,000 notes. Fails with 'score-format' or 'score-empty'.
 */
export function parseScore(bytes: Uint8Array, fileName: string): Result<Score> {
  if (bytes.length > midiLimits.fileBytes) return err(tooLarge(fileName, bytes.length));
  try {
    const chunks = readMidiChunks(bytes);
    const own = collectOwnTracks(readEvents(chunks.tracks));
    const collected = collectParts(own, chunks.ticksPerQuarter);
    if (collected.parts.length === 0) {
      const drums = collected.percussionNotes;
      const message =
        drums > 0
          ? `"${fileName}" has only percussion (${drums} notes on channel 10), which has no pitch to separate by.`
          : `"${fileName}" has no notes.`;
      return err(divisiError('score-empty', message, { percussionNotes: drums }));
    }
    const reading = readWithTone(chunks.ticksPerQuarter, own.conductor, collected.parts);
    const { ticksPerQuarter, trailingBytes } = chunks;
    return ok(buildScore({ ticksPerQuarter, own, collected, reading, trailingBytes }));
  } catch (cause) {
    if (cause instanceof MidiDamage)
      return err(divisiError('score-format', `"${fileName}" ${cause.message}.`));
    throw cause;
  }
}

/** The events of each track, by `midi-file`, from bytes in which nothing can go wrong any more. */
function readEvents(tracks: readonly Uint8Array[]): MidiEvent[][] {
  let events = 0;
  return tracks.map((body, index) => {
    const checked = checkTrackBytes(body, index + 1);
    events += checked.events;
    if (events > midiLimits.events) {
      throw new MidiDamage(`has more than ${midiLimits.events} events`);
    }
    return parseMidi(singleTrackFile(checked.bytes)).tracks[0] ?? [];
  });
}

function singleTrackFile(body: Uint8Array): Uint8Array {
  const head = [0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6, 0, 0, 0, 1, 0, 96, 0x4d, 0x54, 0x72, 0x6b];
  const file = new Uint8Array(head.length + 4 + body.length);
  file.set(head);
  new DataView(file.buffer).setUint32(head.length, body.length);
  file.set(body, head.length + 4);
  return file;
}

function tooLarge(fileName: string, bytes: number): ReturnType<typeof divisiError> {
  const megabytes = (bytes / 2 ** 20).toFixed(0);
  const most = midiLimits.fileBytes / 2 ** 20;
  return divisiError(
    'score-format',
    `"${fileName}" has ${megabytes} MB; a score has at most ${most} MB: this is something else.`,
  );
}
