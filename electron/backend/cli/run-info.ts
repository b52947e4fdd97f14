/** `divisi info`: what is in a recording or in a score. */
import { open } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { programName } from '../../../shared/music/general-midi.ts';
import { pitchName } from '../../../shared/music/pitch-name.ts';
import type { Score } from '../../../shared/music/score.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readFailure } from '../engine/audio/file-failure.ts';
import { openRecording } from '../engine/audio/open-recording.ts';
import { readScore } from '../engine/score/read-score.ts';
import type { CommandIo } from './command-io.ts';
import { durationText } from './duration-text.ts';

export type AudioInfo = {
  readonly kind: 'audio';
  readonly file: string;
  readonly format: string;
  readonly encoding: string;
  readonly sampleRate: number;
  readonly channels: number;
  readonly lengthSamples: number;
  readonly durationSec: number;
};

export type TrackInfo = {
  /** As selection files count: from 1. */
  readonly number: number;
  readonly name: string;
  readonly notes: number;
  /** MIDI pitches, null without notes. */
  readonly lowest: number | null;
  readonly highest: number | null;
  /** From 1 to 16. */
  readonly channels: readonly number[];
  readonly instruments: readonly string[];
};

export type ScoreInfo = {
  readonly kind: 'score';
  readonly file: string;
  readonly notes: number;
  readonly durationSec: number;
  readonly ticksPerQuarter: number;
  readonly tempoChanges: number;
  readonly tracks: readonly TrackInfo[];
  readonly repairs: readonly string[];
};

/** The file's first bytes decide; its name only where they say nothing. */
export async function runInfo(file: string, io: CommandIo): Promise<Result<AudioInfo | ScoreInfo>> {
  const path = resolve(io.folder, file);
  const midi = await looksLikeMidi(path);
  if (!midi.ok) return midi;
  if (midi.value) {
    const score = await readScore(path);
    return score.ok ? ok(scoreInfo(path, score.value)) : score;
  }
  const opened = await openRecording(path, { signal: io.signal });
  if (!opened.ok) return opened;
  const recording = opened.value;
  const { format, encoding, sampleRate, channels, lengthSamples } = recording;
  await recording.close();
  const durationSec = lengthSamples / sampleRate;
  return ok({
    kind: 'audio',
    file: path,
    format,
    encoding,
    sampleRate,
    channels,
    lengthSamples,
    durationSec,
  });
}

async function looksLikeMidi(path: string): Promise<Result<boolean>> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      const magic = buffer.toString('latin1', 0, bytesRead);
      return ok(magic === 'MThd' || ['.mid', '.midi', '.smf', '.kar'].includes(extname(path).toLowerCase()));
    } finally {
      await file.close();
    }
  } catch (cause) {
    return err(readFailure(cause, path));
  }
}

function scoreInfo(file: string, score: Score): ScoreInfo {
  const tracks = score.tracks.map((track): TrackInfo => {
    const notes = score.notes.filter((note) => note.track === track.index);
    const pitches = notes.map((note) => note.pitchMidi);
    const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
    return {
      number: track.index + 1,
      name: track.name,
      notes: notes.length,
      lowest: pitches.length === 0 ? null : pitches.reduce((a, b) => Math.min(a, b)),
      highest: pitches.length === 0 ? null : pitches.reduce((a, b) => Math.max(a, b)),
      channels: distinct(notes.map((note) => note.channel + 1)).sort((a, b) => a - b),
      instruments: distinct(notes.map((note) => programName(note.program))),
    };
  });
  return {
    kind: 'score',
    file,
    notes: score.notes.length,
    durationSec: score.durationSec,
    ticksPerQuarter: score.ticksPerQuarter,
    tempoChanges: score.tempoChanges.length,
    tracks,
    repairs: score.repairs,
  };
}

export function describeInfo(info: AudioInfo | ScoreInfo): string {
  return info.kind === 'audio' ? describeAudio(info) : describeScore(info);
}

function describeAudio(info: AudioInfo): string {
  const channels =
    info.channels === 1 ? 'mono' : info.channels === 2 ? 'stereo' : `${info.channels} channels`;
  return [
    info.file,
    `  Format   ${info.format}, ${info.encoding}`,
    `  Sound    ${info.sampleRate} Hz, ${channels}`,
    `  Length   ${durationText(info.durationSec)} (${info.lengthSamples} samples)`,
    '',
  ].join('\n');
}

function describeScore(info: ScoreInfo): string {
  const width = Math.max(5, ...info.tracks.map((track) => [...track.name].length));
  const rows = info.tracks.map(({ number, name, notes, lowest, highest, channels, instruments }) => {
    const range = lowest === null || highest === null ? '' : `${pitchName(lowest)} to ${pitchName(highest)}`;
    const cells = [
      String(number).padStart(5),
      name.padEnd(width),
      String(notes).padStart(6),
      range.padEnd(11),
    ];
    return `  ${[...cells, channels.join(',').padEnd(8), instruments.join(', ')].join('  ')}`.trimEnd();
  });
  return [
    info.file,
    `  Score    ${info.notes} notes, ${durationText(info.durationSec)}, ${info.ticksPerQuarter} ticks per quarter, tempos: ${info.tempoChanges}`,
    `  Track  ${'Name'.padEnd(width)}   Notes  Range        Channel   Instrument`,
    ...rows,
    ...info.repairs.map((repair) => `  Repaired: ${repair}`),
    '',
  ].join('\n');
}
