/**
 * What the engine's door lets in: a shape for the parameters of every call. A call without one, or one whose
 * shape is not that of its type, does not compile.
 */
import type { VisitRef } from '../document/edits/note-visits.ts';
import { aName, anId, secondsFromZero, wholeNumber } from '../document/shapes/common-shapes.ts';
import { sessionShape } from '../document/session.ts';
import { selection } from '../document/shapes/record-shapes.ts';
import type { GroupFile } from '../music/groups/group-file.ts';
import type { GroupSpec } from '../music/groups/group-spec.ts';
import type { CallName, ParamsOf } from '../rpc/declaration.ts';
import {
  eitherOf,
  flag,
  listOf,
  numberIn,
  objectOf,
  oneOf,
  optional,
  orNull,
  refined,
  textLike,
} from '../std/shape.ts';
import type { Shape } from '../std/shape.ts';
import type { AppContract } from './contract.ts';
import type { PatchParams, StepParams } from './document-calls.ts';
import type { BundleParams, ExportParams, StemFilesParams } from './export-calls.ts';
import { exportChoice, resources, stems } from './export-shapes.ts';
import { trainingCourses } from './job-calls.ts';
import type {
  ActivityParams,
  AlignParams,
  PreviewParams,
  RenderParams,
  SteerParams,
  TilesParams,
  TrainParams,
} from './job-calls.ts';
import type { CreateParams, OfProject, SessionParams, UploadParams } from './project-calls.ts';

const handle = textLike(/^[a-z0-9]{1,40}$/, 'a project that is open');
const aPath = textLike(/^[^\p{Cc}]{1,4000}$/u, 'a path');
/** Replica and number: 'w3f9a:17'. */
const commitId = textLike(/^[A-Za-z0-9_-]{1,40}:\d{1,15}$/, 'a replica and a number');

type Kind<K extends GroupSpec['kind']> = Extract<GroupSpec, { readonly kind: K }>;
type Plain = { readonly kind: 'tracks' | 'channels' | 'instruments' };

const groupFile = objectOf<GroupFile>({
  groups: listOf(
    objectOf<GroupFile['groups'][number]>({ name: aName, select: listOf(selection, 1000) }),
    1000,
  ),
});

const groupSpec: Shape<GroupSpec> = eitherOf(
  eitherOf(
    objectOf<Plain>({ kind: oneOf(['tracks', 'channels', 'instruments']) }),
    objectOf<Kind<'file'>>({ kind: oneOf(['file']), file: groupFile }),
  ),
  objectOf<Kind<'hands'>>({ kind: oneOf(['hands']), splitPitch: optional(numberIn(0, 127)) }),
);

const nothing = objectOf<Record<string, never>>({});
const ofProject = objectOf<OfProject>({ project: handle });
const step = objectOf<StepParams>({ project: handle, id: commitId });
const ofVersion = objectOf<OfProject & { readonly versionId: string }>({ project: handle, versionId: anId });
const toExport = objectOf<ExportParams>({ project: handle, versionId: anId, choice: exportChoice });

/** The records themselves are parsed with the document's own shapes, when the schema is known. */
const anyChanges: Shape<PatchParams['patch']> = {
  fault: (value, at) => (Array.isArray(value) ? null : `${at}: expected a list of changes`),
};

type Span = NonNullable<AlignParams['spanSec']>;

function rising<T extends { readonly fromSec: number; readonly toSec: number }>(shape: Shape<T>): Shape<T> {
  return refined(shape, ({ fromSec, toSec }) =>
    fromSec < toSec ? null : 'it ends where it begins, or before',
  );
}

export const callShapes: { readonly [K in CallName<AppContract>]: Shape<ParamsOf<AppContract[K]>> } = {
  'engine.status': nothing,
  'project.create': objectOf<CreateParams>({
    folder: orNull(aPath),
    recording: aPath,
    score: aPath,
    groups: groupSpec,
    copiesRecording: flag,
  }),
  'project.demo': nothing,
  'project.open': objectOf<{ readonly path: string }>({ path: aPath }),
  'project.save': ofProject,
  'project.copy': objectOf<OfProject & { readonly folder: string }>({ project: handle, folder: aPath }),
  'project.close': ofProject,
  'project.recent': nothing,
  'session.read': ofProject,
  'session.write': objectOf<SessionParams>({ project: handle, session: sessionShape }),
  'upload.begin': objectOf<UploadParams>({ name: aName, bytes: wholeNumber }),
  'document.open': ofProject,
  'document.commit': objectOf<PatchParams>({
    project: handle,
    id: commitId,
    name: aName,
    patch: anyChanges,
  }),
  'document.undo': step,
  'document.redo': step,
  'media.peaks': ofProject,
  'media.spectrogram': rising(
    objectOf<TilesParams>({ project: handle, fromSec: secondsFromZero, toSec: secondsFromZero }),
  ),
  'media.piano': ofProject,
  align: objectOf<AlignParams>({
    project: handle,
    aligner: oneOf(['chords', 'dtw']),
    isPartial: flag,
    spanSec: optional(rising(objectOf<Span>({ fromSec: secondsFromZero, toSec: secondsFromZero }))),
  }),
  train: objectOf<TrainParams>({ project: handle, from: oneOf(['scratch', 'warm']), name: orNull(aName) }),
  'train.steer': objectOf<SteerParams>({ project: handle, job: anId, course: oneOf(trainingCourses) }),
  'train.forecast': ofProject,
  preview: rising(
    objectOf<PreviewParams>({
      project: handle,
      fromSec: secondsFromZero,
      toSec: secondsFromZero,
      stems: orNull(listOf(anId, 10_000)),
      notes: optional(listOf(objectOf<VisitRef>({ noteId: anId, visit: orNull(wholeNumber) }), 100_000)),
    }),
  ),
  render: objectOf<RenderParams>({ project: handle, versionId: anId }),
  'export.preview': toExport,
  export: toExport,
  'export.stems': objectOf<StemFilesParams>({
    project: handle,
    versionId: anId,
    stems: orNull(stems),
    makes: flag,
  }),
  'export.bundle': objectOf<BundleParams>({ project: handle, resources }),
  activity: objectOf<ActivityParams>({ project: handle, versionId: orNull(anId) }),
  'jobs.cancel': objectOf<{ readonly job: string }>({ job: anId }),
  'versions.select': objectOf<OfProject & { readonly versionId: string | null }>({
    project: handle,
    versionId: orNull(anId),
  }),
  'versions.rename': objectOf<OfProject & { readonly versionId: string; readonly name: string }>({
    project: handle,
    versionId: anId,
    name: aName,
  }),
  'versions.remove': ofVersion,
};
