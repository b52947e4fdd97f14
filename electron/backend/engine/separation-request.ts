/** One separation as the user ordered it: plain data that crosses process boundaries. */
import type { GroupSpec } from '../../../shared/music/groups/group-spec.ts';
import type { AlignmentChoice } from './alignment-choice.ts';
import type { MethodName, MethodOverrides } from '../../../shared/document/method-overrides.ts';

export const bitDepths = ['16', '24', '32f'] as const;
/** Sample format of the written stems: dithered PCM, or 32-bit float. */
export type BitDepth = (typeof bitDepths)[number];

export const tensorBackends = ['auto', 'native', 'wasm', 'cpu'] as const;
/** 'auto' takes native TensorFlow, and falls back with a warning. */
export type TensorBackendChoice = (typeof tensorBackends)[number];

export type SeparationRequest = {
  /** Absolute path. */
  readonly recordingPath: string;
  /** Absolute path. */
  readonly scorePath: string;
  /** Absolute path; created when it does not exist. */
  readonly outputFolder: string;
  /** First part of every stem's file name. */
  readonly piece: string;
  readonly groups: GroupSpec;
  readonly method: MethodName;
  readonly overrides: MethodOverrides;
  /** Where the notes' times come from. */
  readonly alignment: AlignmentChoice;
  /** Tolerances from the alignment's confidence with every method; the default method has them anyway. */
  readonly autoTolerance: boolean;
  readonly bits: BitDepth;
  readonly seed: number;
  /** Part of the recording to separate; null is all of it. */
  readonly excerptSec: { readonly start: number; readonly end: number } | null;
  readonly backend: TensorBackendChoice;
  /** Replace files that exist. */
  readonly force: boolean;
  /** Absolute path of a .npy or .csv for the trained representation, or null. */
  readonly activityPath: string | null;
  /** Absolute path of the folder that keeps trained networks, or null. */
  readonly modelCacheFolder: string | null;
};
