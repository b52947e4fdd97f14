/** A separation's plan with its notes where the recording has them. */
import { autoTolerance } from '../../../shared/labels/auto-tolerance.ts';
import type { NoteTolerances } from '../../../shared/labels/auto-tolerance.ts';
import type { Alignment } from '../../../shared/music/alignment.ts';
import { medianConfidence } from '../../../shared/music/alignment-report.ts';
import { decaysAfterOnset } from '../../../shared/music/general-midi.ts';
import { performedScore } from '../../../shared/music/performed-score.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { alignRecording, readAlignmentFile } from './align-recording.ts';
import type { AlignHooks } from './align-recording.ts';
import { alignmentNotes } from './alignment-notes.ts';
import type { Recording } from './audio/recording.ts';
import { surveyRecording } from './audio/survey-recording.ts';
import type { MethodSettings } from './model/method-settings.ts';
import type { SeparationPlan } from './plan-separation.ts';
import type { AlignmentSummary } from './separation-report.ts';
import type { SeparationRequest } from './separation-request.ts';

export type PerformedPlan = {
  /** Times, pitches and note list are the recording's; tolerances are set where they are the notes' own. */
  readonly plan: SeparationPlan;
  /** Of the recording, against A4 = 440 Hz; 0 where nobody looked. */
  readonly tuningCents: number;
  readonly summary: AlignmentSummary | null;
};

type PlanOrder = Pick<SeparationRequest, 'alignment' | 'autoTolerance' | 'method' | 'overrides'>;

/** Fails as aligning and reading an alignment do. */
export async function performPlan(
  plan: SeparationPlan,
  request: PlanOrder,
  settings: Pick<MethodSettings, 'layers'>,
  recording: Recording,
  hooks: AlignHooks & { warn(text: string): void },
): Promise<Result<PerformedPlan>> {
  const { alignment: choice } = request;
  const done = (alignment: Alignment, aligner: string): Result<PerformedPlan> => {
    const found = performed(plan, request, settings, alignment, aligner);
    for (const note of alignmentNotes(found.summary)) hooks.warn(note);
    return ok(found);
  };
  switch (choice.kind) {
    case 'none':
      return ok({ plan, tuningCents: 0, summary: null });
    case 'file': {
      const read = await readAlignmentFile(choice.path, plan.score);
      return read.ok ? done(read.value.alignment, read.value.aligner) : read;
    }
    case 'align': {
      const survey = await surveyRecording(recording, hooks.signal);
      if (!survey.ok) return survey;
      hooks.onProgress(0);
      const aligned = await alignRecording(recording, plan.score, choice, hooks);
      return aligned.ok ? done(aligned.value, choice.aligner) : aligned;
    }
  }
}

function performed(
  plan: SeparationPlan,
  request: PlanOrder,
  settings: Pick<MethodSettings, 'layers'>,
  alignment: Alignment,
  aligner: string,
): PerformedPlan & { readonly summary: AlignmentSummary } {
  const score = performedScore(plan.score, alignment);
  const windowSec = Math.max(...settings.layers.map(({ windowMs }) => windowMs)) / 1000;
  // The published methods keep their own tolerance unless told otherwise.
  const isAuto = request.autoTolerance || request.method === 'divisi';
  const { toleranceOnsetSec, toleranceSustainSec } = request.overrides;
  const { tuningCents, transposeSemitones, doubtful, unplayed } = alignment;
  return {
    plan: isAuto
      ? {
          ...plan,
          score,
          tolerances: score.notes.map(({ confidence, program }): Partial<NoteTolerances> => {
            const own = autoTolerance(confidence, windowSec, decaysAfterOnset(program));
            return {
              ...(toleranceOnsetSec === undefined ? { toleranceOnsetSec: own.toleranceOnsetSec } : {}),
              ...(toleranceSustainSec === undefined ? { toleranceSustainSec: own.toleranceSustainSec } : {}),
            };
          }),
        }
      : { ...plan, score },
    tuningCents,
    summary: {
      aligner,
      tuningCents,
      transposeSemitones,
      medianConfidence: medianConfidence(alignment),
      autoTolerance: isAuto,
      doubtful,
      unplayed,
    },
  };
}
