/** Gathers what the report shows of one piece: pictures from the files, numbers from the jobs. */
import { relative, sep } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { AlignmentReport } from '../../../shared/music/alignment-report.ts';
import { performedScore } from '../../../shared/music/performed-score.ts';
import type { PerformedScore } from '../../../shared/music/performed-score.ts';
import { RecordingFailure } from '../engine/audio/file-failure.ts';
import { openRecording } from '../engine/audio/open-recording.ts';
import type { EvaluationReport } from '../engine/evaluate/evaluate-files.ts';
import { readScore } from '../engine/score/read-score.ts';
import type { SeparationReport, StemReport } from '../engine/separation-report.ts';
import type { SeparationRequest } from '../engine/separation-request.ts';
import type { LossStage } from '../report/loss-curve.ts';
import type { PieceReport, StemSound, StemTone } from '../report/demo-report.ts';
import { labelPicture } from '../report/label-picture.ts';
import type { LabelTolerances } from '../report/label-picture.ts';
import { pngDataUri } from '../report/palette-png.ts';
import type { Rgba } from '../report/palette-png.ts';
import {
  mixedPicture,
  peakPower,
  pitchSpectrogram,
  spectrogramPicture,
} from '../report/spectrogram-picture.ts';
import type { PitchSpectrogram } from '../report/spectrogram-picture.ts';
import type { DemoPiece } from './demo-pieces.ts';
import type { Hand } from './notation.ts';
import { onsetErrors } from './onset-errors.ts';
import type { RecordedPiece } from './record-piece.ts';

export type PieceResults = {
  readonly piece: DemoPiece;
  readonly recorded: RecordedPiece;
  readonly alignment: AlignmentReport;
  readonly request: SeparationRequest;
  readonly separation: SeparationReport;
  readonly evaluation: EvaluationReport;
  /** Sounds are named relative to it. */
  readonly outputFolder: string;
  readonly signal: AbortSignal;
};

/** Mid-tones that hold on paper and on a dark page. */
const colours: Readonly<Record<StemTone, Rgba>> = {
  right: [31, 111, 178, 255],
  left: [201, 92, 28, 255],
  neutral: [28, 36, 48, 255],
};

export function isHand(group: string): group is Hand {
  return group === 'right' || group === 'left';
}

/** Fails as opening the recording, the stems and the score does, or with 'cancelled'. */
export async function buildPieceReport(results: PieceResults): Promise<Result<PieceReport>> {
  const { piece, recorded, alignment, request, separation, evaluation, outputFolder, signal } = results;
  const before = await spectrogramOf(recorded.mixPath, signal);
  if (!before.ok) return before;
  const stems: { readonly stem: StemReport; readonly picture: PitchSpectrogram }[] = [];
  for (const stem of separation.stems) {
    const picture = await spectrogramOf(stem.file, signal);
    if (!picture.ok) return picture;
    stems.push({ stem, picture: picture.value });
  }
  const written = await readScore(recorded.scorePath);
  if (!written.ok) return written;
  const played = await readScore(recorded.playedScorePath);
  if (!played.ok) return played;
  const errors = onsetErrors(alignment, written.value, played.value);
  const labels = labelsOf(performedScore(written.value, alignment), separation.settings.labels, before.value);
  const peak = peakPower(before.value);
  const [right, left] = (['right', 'left'] as const).map(
    (hand) => stems.find(({ stem }) => stem.group === hand)?.picture ?? before.value,
  );
  return ok({
    slug: piece.written.slug,
    title: piece.written.title,
    composer: piece.written.composer,
    source: piece.written.source,
    remark: piece.remark,
    noteCount: recorded.noteCount,
    separation,
    medianOnsetErrorSec: errors[errors.length >> 1] ?? Number.NaN,
    lossStages: lossStagesOf(separation),
    evaluation,
    settings: settingsOf(request, separation),
    recordingSource: pathToSource(recorded.mixPath),
    stems: stems.map(({ stem, picture }): StemSound => {
      const tone: StemTone = isHand(stem.group) ? stem.group : 'neutral';
      const sound = {
        label: labelOf(stem),
        tone,
        source: pathToSource(stem.file),
        picture: pngDataUri(spectrogramPicture(picture, peak, colours[tone])),
      };
      return isHand(stem.group)
        ? { ...sound, truthSource: pathToSource(recorded.truthPaths[stem.group]) }
        : sound;
    }),
    pictures: {
      durationSec: before.value.frames * before.value.frameSec,
      labels,
      before: pngDataUri(spectrogramPicture(before.value, peak, colours.neutral)),
      after: pngDataUri(
        mixedPicture(right as PitchSpectrogram, left as PitchSpectrogram, peak, [
          colours.right,
          colours.left,
        ]),
      ),
    },
  });

  /** A relative URL, with the characters escaped that mean something in one. */
  function pathToSource(path: string): string {
    return relative(outputFolder, path).split(sep).map(encodeURIComponent).join('/');
  }
}

async function spectrogramOf(path: string, signal: AbortSignal): Promise<Result<PitchSpectrogram>> {
  const opened = await openRecording(path, { signal });
  if (!opened.ok) return opened;
  try {
    const spectrogram = await pitchSpectrogram(opened.value, signal);
    return signal.aborted ? err(divisiError('cancelled', 'Stopped.')) : ok(spectrogram);
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  } finally {
    await opened.value.close();
  }
}

/** The first track with notes is the right hand, as the demo writes its scores. */
function labelsOf(
  { notes, tracks }: PerformedScore,
  tolerances: LabelTolerances,
  like: PitchSpectrogram,
): string {
  const rightTrack = tracks.find(({ noteCount }) => noteCount > 0)?.index;
  const labelled = notes.map(({ track, pitchMidi, onsetSec, offsetSec }) => ({
    pitchMidi,
    onsetSec,
    offsetSec,
    group: track === rightTrack ? 0 : 1,
  }));
  const hands = [colours.right, colours.left];
  return pngDataUri(labelPicture(labelled, tolerances, hands, like.frames, like.frameSec));
}

function labelOf(stem: StemReport): string {
  if (stem.group === 'right') return 'Right hand';
  if (stem.group === 'left') return 'Left hand';
  return stem.kind === 'residual' ? 'Residual' : stem.kind === 'rest' ? 'Rest' : stem.group;
}

/** The default method trains twice: its warm start, then its network. */
function lossStagesOf({ settings, lossCurve }: SeparationReport): LossStage[] {
  if (lossCurve.length === 0) return [];
  const { trainer } = settings;
  if (trainer.kind !== 'divisi') return [{ name: 'Training', points: lossCurve }];
  const { warmPasses } = trainer.divisi;
  return [
    { name: 'Warm start', points: lossCurve.slice(0, warmPasses) },
    { name: 'Network', points: lossCurve.slice(warmPasses) },
  ];
}

function settingsOf(request: SeparationRequest, separation: SeparationReport): PieceReport['settings'] {
  const { labels, layers, masks } = separation.settings;
  const { before, after } = labels.toleranceOnsetSec;
  const passes = lossStagesOf(separation).map(({ name, points }): readonly [string, string] => [
    name,
    `${points.length} passes`,
  ]);
  return [
    ['Method', separation.method],
    ['Stems', 'one per hand, and the residual'],
    ['Score times', `found in the recording (${separation.alignment?.aligner ?? 'none'})`],
    ['Tensor backend', separation.backend],
    ['Windows', layers.map(({ windowMs, hopMs }) => `${windowMs} ms every ${hopMs} ms`).join(', ')],
    ['Units per note class', `${labels.units}, the first for the onset`],
    ['Room around onsets', before === after ? `${before} s` : `${before} s before, ${after} s after`],
    ['Exponent of the masks', String(masks.exponent)],
    ...passes,
    ['Seed', String(separation.seed)],
    ['Recording', `${separation.sampleRate / 1000} kHz, ${separation.channels === 2 ? 'stereo' : 'mono'}`],
    ['Stem files', request.bits === '32f' ? 'WAV, 32-bit float' : `WAV, ${request.bits}-bit`],
    ['Most memory used', `${Math.round(separation.peakRssMb)} MB`],
  ];
}
