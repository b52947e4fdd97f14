/** `divisi project render`: a version's stems as WAV files, beside which the project may stay open elsewhere. */
import { join, resolve } from 'node:path';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { singleOf } from '../../../../shared/document/document-state.ts';
import { recordOf } from '../../../../shared/document/record-table.ts';
import type { VersionRecord } from '../../../../shared/document/records.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { safeFileName } from '../../../../shared/std/safe-file-name.ts';
import { checkNotExisting, checkNotInput } from '../../engine/check-outputs.ts';
import { planStems } from '../../engine/plan-separation.ts';
import type { BitDepth, TensorBackendChoice } from '../../engine/separation-request.ts';
import { liveOrderOf } from '../../project/live-order-of.ts';
import type { Project } from '../../project/project.ts';
import { activeVersion, weightsOf } from '../../project/project-version.ts';
import type { CommandIo } from '../command-io.ts';
import { durationText } from '../duration-text.ts';
import { runWritingJob } from '../run-shown-job.ts';
import { shownPath } from '../shown-path.ts';
import { recordingPathOf, withProject } from './with-project.ts';

export type ProjectRenderOptions = {
  readonly out?: string;
  readonly versionId?: string;
  readonly bits: BitDepth;
  readonly force?: true;
  readonly backend: TensorBackendChoice;
};

export type RenderingReport = {
  readonly version: string;
  readonly backend: string;
  readonly stems: readonly { readonly group: string; readonly file: string; readonly notes: number }[];
  readonly nullDepthDb: number | null;
  readonly sampleRate: number;
  readonly channels: number;
  readonly durationSec: number;
  readonly seconds: number;
};

export function runProjectRender(
  folder: string,
  options: ProjectRenderOptions,
  io: CommandIo,
): Promise<Result<RenderingReport>> {
  return withProject(folder, io, (project) => render(project, options, io));
}

async function render(
  project: Project,
  options: ProjectRenderOptions,
  io: CommandIo,
): Promise<Result<RenderingReport>> {
  const { layout, history } = project;
  const { document } = history;
  const version = versionOf(project, options.versionId);
  if (!version.ok) return version;
  const weights = await weightsOf(layout, version.value);
  if (!weights.ok) return weights;
  const recording = await recordingPathOf(project, io);
  if (!recording.ok) return recording;
  const ordered = liveOrderOf(document, recording.value);
  if (!ordered.ok) return ordered;
  const { order, stems } = ordered.value;
  const out =
    options.out === undefined
      ? join(layout.exports, safeFileName(version.value.name, version.value.id))
      : resolve(io.folder, options.out);
  const named = stems.map(({ name, id }) => {
    return { name, kind: id === 'rest' ? ('rest' as const) : ('group' as const), noteIds: [] };
  });
  const planned = planStems(named, out, singleOf(document, 'project')?.name ?? 'piece').map(
    ({ file }) => file,
  );
  const apart = checkNotInput(planned, recording.value);
  if (!apart.ok) return apart;
  const free = await checkNotExisting(planned, options.force ?? false);
  if (!free.ok) return free;
  const files = planned.slice(0, -1);
  const residualFile = planned.at(-1)!;
  const task = {
    order,
    weightsPath: weights.value,
    files,
    residualFile,
    bits: options.bits,
    checksNull: true,
  };
  const job = { kind: 'render', request: { task, backend: options.backend } } as const;
  const rendered = await runWritingJob(io, job, planned, [out]);
  if (!rendered.ok) return rendered;
  const { files: written, ...report } = rendered.value;
  return ok({
    version: version.value.id,
    stems: written.map((file, index) => {
      const stem = stems[index];
      return { group: stem?.name ?? 'residual', file, notes: stem?.notes ?? 0 };
    }),
    ...report,
  });
}

function versionOf({ history }: Project, id: string | undefined): Result<VersionRecord> {
  const { document } = history;
  const version = id === undefined ? activeVersion(document) : recordOf(document.versions, id);
  if (version !== null && version !== undefined) return ok(version);
  const message =
    id === undefined
      ? 'The project has no version to render; train first, or name one with --version-id.'
      : `--version-id: the project has no version "${id}".`;
  return err(divisiError('bad-usage', message));
}

export function describeRendering(report: RenderingReport, folder: string): string {
  const { stems, version, durationSec, seconds, backend, nullDepthDb } = report;
  const width = Math.max(...stems.map(({ group }) => group.length));
  const count = stems.length === 1 ? '1 stem' : `${stems.length} stems`;
  return [
    `${count} of ${durationText(durationSec)} in ${durationText(seconds)}, version ${version}, ${backend}:`,
    ...stems.map(({ group, file, notes }) => {
      const told = group === 'residual' ? '' : `${notes} notes`;
      return `  ${group.padEnd(width)}  ${told.padStart(12)}  ${shownPath(file, folder)}`;
    }),
    `Null depth: ${nullDepthDb?.toFixed(1) ?? '-'} dB`,
    '',
  ].join('\n');
}
