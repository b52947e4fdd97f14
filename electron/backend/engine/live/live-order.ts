/** What a project asks of the engine: plain data, everything that a training or a rendering depends on. */
import type { NoteToLabel } from '../../../../shared/labels/labelling.ts';
import type { PaintRow } from '../../../../shared/labels/paint.ts';
import type { ScorePart } from '../../../../shared/music/score-parts.ts';
import type { MethodName, MethodOverrides } from '../../../../shared/document/method-overrides.ts';
import type { MaskAdjustment } from '../model/masks/model-masks.ts';

export type LiveOrder = {
  /** Absolute path. */
  readonly recordingPath: string;
  /** As they sound, with their own tolerances where they have some. */
  readonly notes: readonly NoteToLabel[];
  readonly parts: readonly Pick<ScorePart, 'instrumentKey' | 'decays'>[];
  readonly paint: readonly PaintRow[];
  /** Names of the stems' files, in the order of the masks; the residual comes on top. */
  readonly groups: readonly string[];
  /** Index into `groups` for every note; -1 where no group has it. */
  readonly groupOfNote: readonly number[];
  readonly method: MethodName;
  readonly overrides: MethodOverrides;
  readonly seed: number;
  /** Cents above A4 = 440 Hz. */
  readonly tuningCents: number;
  /** By indexes into `groups`; trainings do not depend on it. */
  readonly adjustment: MaskAdjustment;
};

export type LiveProgress = {
  /** One word: 'decode', 'train', 'render'. */
  readonly phase: string;
  /** Of the whole job, 0..1. */
  readonly fraction: number;
  readonly detail: string;
  readonly secondsLeft: number | null;
};

export type LiveHooks = {
  readonly signal: AbortSignal;
  onProgress(progress: LiveProgress): void;
  warn(text: string): void;
};
