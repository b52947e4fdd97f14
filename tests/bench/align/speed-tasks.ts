/** How long `divisi align` takes, from the start of the process to its end. */
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { readScore } from '../../../electron/backend/engine/score/read-score.ts';
import type { AlignerName } from '../../../electron/backend/engine/alignment-choice.ts';
import type { AlignmentReport } from '../../../shared/music/alignment-report.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { RowOutcome } from '../bench-row.ts';
import type { BenchTask, BenchTools } from '../bench-task.ts';
import { readSpan, writeSound } from '../quality/cut-recording.ts';
import { timeCommand } from '../speed/time-command.ts';
import { writeTimedMidi } from '../signals/timed-midi.ts';
import type { TimedTrack } from '../signals/timed-midi.ts';
import { alignIdentity } from './align-identity.ts';
import type { TestPerformance } from './performances.ts';

const wantedSec = 300;
/** Between two pieces of the joined score. */
const pauseSec = 1;

/** Performances one after the other, in stereo, until five minutes are full. */
export function speedTasks(
  performances: readonly TestPerformance[],
  aligners: readonly AlignerName[],
): BenchTask[] {
  const own = performances.filter(({ set }) => set === 'align');
  if (own.length === 0) return [];
  const names = { set: 'align', slug: 'joined' };
  return aligners.map((aligner): BenchTask => ({
    identity: alignIdentity('align-speed', names, aligner, '5 min stereo'),
    run: (folder, tools) => measureSpeed(own, aligner, folder, tools),
  }));
}

async function measureSpeed(
  performances: readonly TestPerformance[],
  aligner: AlignerName,
  folder: string,
  tools: BenchTools,
): Promise<Result<RowOutcome>> {
  const parts: Float32Array[] = [];
  const tracks: TimedTrack[] = [];
  let sampleRate = 44_100;
  let samples = 0;
  let scoreSec = 0;
  for (const { recordingPath, scorePath } of performances) {
    if (samples / sampleRate >= wantedSec) break;
    const sound = await readSpan(recordingPath, null);
    if (!sound.ok) return sound;
    const score = await readScore(scorePath);
    if (!score.ok) return score;
    const [channel] = sound.value.channels;
    parts.push(channel!);
    samples += channel!.length;
    sampleRate = sound.value.sampleRate;
    for (const { index } of score.value.tracks.filter(({ noteCount }) => noteCount > 0)) {
      const notes = score.value.notes
        .filter(({ track }) => track === index)
        .map((note) => ({
          ...note,
          onsetSec: note.onsetSec + scoreSec,
          offsetSec: note.offsetSec + scoreSec,
        }));
      tracks.push({ name: `part ${tracks.length + 1}`, notes });
    }
    scoreSec += score.value.durationSec + pauseSec;
  }
  const mono = new Float32Array(samples);
  parts.reduce((at, part) => (mono.set(part, at), at + part.length), 0);
  const delayed = new Float32Array(samples);
  delayed.set(mono.subarray(0, samples - 200), 200);
  const recordingPath = join(folder, 'joined.wav');
  const written = await writeSound(recordingPath, { channels: [mono, delayed], sampleRate }, 'pcm16');
  if (!written.ok) return written;
  const scorePath = join(folder, 'joined.mid');
  await writeFile(scorePath, writeTimedMidi(tracks));
  const timed = await timeCommand<AlignmentReport>(
    tools.cliPath,
    ['align', recordingPath, scorePath, '--aligner', aligner, '--json'],
    tools.hooks.signal,
  );
  if (!timed.ok) return timed;
  const { report, wallSec, peakTreeMb } = timed.value;
  const durationSec = samples / sampleRate;
  return ok({
    figures: {
      durationSec,
      notes: report.notes.length,
      seconds: wallSec,
      alignSec: report.seconds,
      per5Min: (wallSec * wantedSec) / durationSec,
      peakTreeMb,
    },
    nsdr: {},
    remarks: [],
  });
}
