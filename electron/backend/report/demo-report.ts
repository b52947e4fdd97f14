/** What the demo's report page shows: plain data, pictures as data URIs, sounds as relative paths. */
import type { EvaluationReport } from '../engine/evaluate/evaluate-files.ts';
import type { SeparationReport } from '../engine/separation-report.ts';
import type { LossStage } from './loss-curve.ts';

export type DemoReport = {
  /** Date and time in words. */
  readonly madeAt: string;
  /** Processor, cores, system, Node. */
  readonly machine: string;
  readonly totalSec: number;
  readonly pieces: readonly PieceReport[];
  readonly attribution: string;
};

export type PieceReport = {
  /** Letters, digits and hyphens: an anchor on the page. */
  readonly slug: string;
  readonly title: string;
  readonly composer: string;
  readonly source: string;
  readonly remark: string;
  readonly noteCount: number;
  readonly separation: SeparationReport;
  /** Half of the notes were found at most this far from where they were played. */
  readonly medianOnsetErrorSec: number;
  /** Empty where the method does not train. */
  readonly lossStages: readonly LossStage[];
  /** Of the hands, in the order of `stems`. */
  readonly evaluation: EvaluationReport;
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly recordingSource: string;
  readonly stems: readonly StemSound[];
  readonly pictures: {
    readonly durationSec: number;
    readonly labels: string;
    readonly before: string;
    readonly after: string;
  };
};

export type StemSound = {
  readonly label: string;
  readonly tone: StemTone;
  readonly source: string;
  /** The hand as it was played, where it is known. */
  readonly truthSource?: string;
  /** Data URI. */
  readonly picture: string;
};

/** Decides the colour: the two hands, and what belongs to neither. */
export type StemTone = 'right' | 'left' | 'neutral';
