/** `bench speed`: whole jobs of the default method, from the start of the command to its end. */
import { join, resolve } from 'node:path';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { methodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import type { SeparationReport } from '../../../electron/backend/engine/separation-report.ts';
import type { BenchPlan } from '../bench-command.ts';
import { badUse, benchOptions } from '../bench-options.ts';
import type { RowOutcome } from '../bench-row.ts';
import type { BenchTask, BenchTools } from '../bench-task.ts';
import { readSpan, writeSound } from '../quality/cut-recording.ts';
import type { Sound } from '../quality/cut-recording.ts';
import type { TestPiece } from '../quality/data-set.ts';
import { onePiece } from '../quality/one-piece.ts';
import { makeVariant, resampleSound } from '../signals/recording-variants.ts';
import { writeLongRecording } from './long-recording.ts';
import { timeCommand } from './time-command.ts';

/** 74 s, with the most classes for its length. */
const usualPiece = 'chopin-op28-20';

const flags = {
  data: { type: 'string' },
  json: { type: 'string' },
  piece: { type: 'string', default: usualPiece },
  piano: { type: 'string', default: 'salamander' },
  /** Length of the long recording. */
  minutes: { type: 'string', default: '60' },
  /** Of the short jobs. */
  repeats: { type: 'string', default: '1' },
  resume: { type: 'boolean' },
} as const;

/** Fails with 'bad-usage' and 'file-missing'. */
export async function planSpeed(args: readonly string[], folder: string): Promise<Result<BenchPlan>> {
  const parsed = benchOptions('speed', args, flags);
  if (!parsed.ok) return parsed;
  const values = parsed.value;
  const minutes = Number(values.minutes);
  const repeats = Number(values.repeats);
  const { data, json, piece: slug, piano } = values;
  if (data === undefined || json === undefined)
    return badUse('speed', '--data DIR and --json FILE are needed');
  if (!(minutes > 0)) return badUse('speed', `--minutes "${values.minutes}" is no number above 0`);
  if (!Number.isInteger(repeats) || repeats < 1)
    return badUse('speed', `--repeats "${values.repeats}" is no whole number`);
  const chosen = await onePiece('speed', resolve(folder, data), slug, piano);
  if (!chosen.ok) return chosen;
  const piece = chosen.value;
  const tasks: BenchTask[] = [];
  for (let seed = 1; seed <= repeats; seed++) {
    tasks.push(speedTask(piece, '44.1 kHz stereo', seed, (sound) => sound));
    tasks.push(speedTask(piece, '96 kHz stereo', seed, (sound) => resampleSound(sound, 96_000)));
  }
  tasks.push(speedTask(piece, `${minutes} min stereo`, 1, (sound) => sound, 60 * minutes));
  return ok({ json: resolve(folder, json), tasks });
}

/** @param lengthSec plays the piece over and over for so long; null plays it once */
function speedTask(
  piece: TestPiece,
  condition: string,
  seed: number,
  change: (stereo: Sound) => Sound,
  lengthSec: number | null = null,
): BenchTask {
  return {
    identity: {
      section: 'speed',
      piece: piece.slug,
      piano: piece.piano,
      method: 'divisi',
      condition,
      settings: { excerpt: 'whole', ...methodSettings('divisi', {}) },
      seed,
    },
    async run(folder, tools) {
      const stereo = await readStereo(piece);
      if (!stereo.ok) return stereo;
      if (lengthSec !== null) {
        const long = await writeLongRecording(stereo.value, piece.scorePath, lengthSec, folder);
        if (!long.ok) return long;
        return timeSeparation(long.value.mixPath, long.value.scorePath, seed, folder, tools);
      }
      const mix = await writeSound(join(folder, 'mix.wav'), change(stereo.value), 'pcm24');
      if (!mix.ok) return mix;
      return timeSeparation(mix.value, piece.scorePath, seed, folder, tools);
    },
  };
}

async function readStereo(piece: TestPiece): Promise<Result<Sound>> {
  const stems: Sound[] = [];
  for (const { path } of piece.references) {
    const stem = await readSpan(path, null);
    if (!stem.ok) return stem;
    stems.push(stem.value);
  }
  return ok(makeVariant('panned', stems).mix);
}

async function timeSeparation(
  mixPath: string,
  scorePath: string,
  seed: number,
  folder: string,
  tools: BenchTools,
): Promise<Result<RowOutcome>> {
  const args = ['separate', mixPath, scorePath, '--out', join(folder, 'stems'), '--groups', 'hands'];
  const timed = await timeCommand<SeparationReport>(
    tools.cliPath,
    [...args, '--no-align', '--seed', String(seed), '--json'],
    tools.hooks.signal,
  );
  if (!timed.ok) return timed;
  const { report, wallSec, peakTreeMb, peakProcessMb } = timed.value;
  const { durationSec, epochs, nullDepthDb } = report;
  const phases = Object.entries(report.seconds).filter(([name]) => name !== 'total');
  return ok({
    figures: {
      durationSec,
      seconds: wallSec,
      rtf: wallSec / durationSec,
      epochs,
      peakTreeMb,
      peakProcessMb,
      ...(typeof nullDepthDb === 'number' ? { nullDepthDb } : {}),
      ...Object.fromEntries(phases.map(([name, sec]) => [`${name}Sec`, sec])),
    },
    nsdr: {},
    remarks: report.remarks,
  });
}
