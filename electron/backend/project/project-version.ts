/** A training of a project: where its weights go, what it goes on from, and the record that it leaves. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { singleOf } from '../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { addVersion } from '../../../shared/document/edits/edit-project.ts';
import type { Edit } from '../../../shared/document/edits/edit.ts';
import { modelDefaults } from '../../../shared/document/new-document.ts';
import { recordOf, recordsOf } from '../../../shared/document/record-table.ts';
import type { VersionRecord } from '../../../shared/document/records.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { TrainReport } from '../engine/live/live-session.ts';
import { contentOf } from './add-media.ts';
import { locateReference } from './media-path.ts';
import { weightsExtension } from './project-layout.ts';
import type { ProjectLayout } from './project-layout.ts';

export type PlannedVersion = Pick<VersionRecord, 'id' | 'name' | 'settings' | 'labelsRevision'> & {
  /** Absolute. */
  readonly weightsPath: string;
};

/** Points of a loss curve that a document keeps. */
const mostPoints = 400;

/** @param name null takes 'Training <n>' */
export function planVersion(
  layout: ProjectLayout,
  document: DocumentState,
  revision: number,
  name: string | null,
): PlannedVersion {
  const { method, seed, overrides } = singleOf(document, 'model') ?? modelDefaults;
  const numbers = [...recordsOf(document.versions)].map(({ id }) =>
    Number(/^v(\d{1,9})$/.exec(id)?.[1] ?? 0),
  );
  const number = Math.max(0, ...numbers) + 1;
  // The number may come again after an undo, with other weights.
  const file = `v${number}-${randomBytes(4).toString('hex')}${weightsExtension}`;
  return {
    id: `v${number}`,
    name: name ?? `Training ${number}`,
    settings: { method, seed, overrides },
    labelsRevision: revision,
    weightsPath: join(layout.weights, file),
  };
}

/** The weights of a version, absolute. Fails with 'project-unsafe' or 'file-missing'. */
export function weightsOf(
  layout: ProjectLayout,
  { weights }: Pick<VersionRecord, 'weights'>,
): Promise<Result<string>> {
  return locateReference(layout.folder, weights);
}

/** The version that is listened to; null where there is none. */
export function activeVersion(document: DocumentState): VersionRecord | null {
  const id = singleOf(document, 'project')?.activeVersionId ?? null;
  return id === null ? null : (recordOf(document.versions, id) ?? null);
}

/**
 * The finished training as an edit. Cost: reading the weights once.
 * @param document as it is now
 * @param madeAt ISO 8601, UTC
 * Fails as reading does, with 'edit-refused' when there is a version of this id already, or with 'cancelled'.
 */
export async function versionEdit(
  document: DocumentState,
  planned: PlannedVersion,
  report: TrainReport,
  madeAt: string,
  signal: AbortSignal,
): Promise<Result<Edit>> {
  const { weightsPath, ...version } = planned;
  const content = await contentOf(weightsPath, signal);
  if (!content.ok) return content;
  const name = weightsPath.split(/[\\/]/).at(-1)!;
  const points = report.lossCurve.filter(({ cost }) => Number.isFinite(cost));
  const step = Math.max(1, Math.ceil(points.length / mostPoints));
  const kept = points.filter((_, index) => index % step === 0 || index === points.length - 1);
  const warmStartPasses = points.filter(({ isWarmStart }) => isWarmStart === true).length;
  const added = addVersion(document, {
    ...version,
    lossCurve: kept.map(({ epoch, cost }) => [epoch, cost]),
    metrics: {
      trainSec: report.trainSec,
      epochs: report.epochs,
      isWarm: report.isWarm ? 1 : 0,
      ...(warmStartPasses === 0 ? {} : { warmStartPasses }),
      ...report.quality,
      ...(kept.length === 0 ? {} : { lossEnd: kept.at(-1)!.cost }),
    },
    weights: { place: 'inside', path: `weights/${name}`, ...content.value },
    madeAt,
  });
  return added.ok ? ok(added.value) : added;
}
