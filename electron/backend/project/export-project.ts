/** Exports a version of a project: its stems are rendered unrounded, then written as other programs take them. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import type { StepProgress } from '../../../shared/contract/engine-state.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { VersionRecord } from '../../../shared/document/records.ts';
import type { ExportReport } from '../../../shared/export/export-report.ts';
import type { ExportRequest } from '../../../shared/export/export-request.ts';
import type { ExportSession } from '../../../shared/export/export-session.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { checkNotExisting } from '../engine/check-outputs.ts';
import { checkSpaces } from '../engine/export/check-space.ts';
import { previewExport, runExport } from '../engine/export/run-export.ts';
import type { ExportPreview, ExportWorld } from '../engine/export/run-export.ts';
import { planSounds } from '../engine/export/sound-plan.ts';
import type { VersionExport } from '../engine/live/export-version.ts';
import { makeScratch, scratchRoot } from './export-scratch.ts';
import { exportSessionOf } from './export-session-of.ts';
import type { RenderedStem } from './export-session-of.ts';
import { liveOrderOf } from './live-order-of.ts';
import type { ProjectLayout } from './project-layout.ts';
import { scorePedals } from './score-pedals.ts';
import { weightsOf } from './project-version.ts';

export type ExportSource = {
  readonly document: DocumentState;
  readonly layout: ProjectLayout;
  readonly version: VersionRecord;
  /** Absolute. */
  readonly recordingPath: string;
  /** @param ids of the session's tracks, in their order: groups' ids, 'rest', 'residual' */
  readonly requestOf: (session: ExportSession, ids: readonly string[]) => Result<ExportRequest>;
};

export type ExportHooksOfProject = {
  readonly signal: AbortSignal;
  onProgress(progress: StepProgress): void;
  /** All files or none; a residual only where there is one. */
  render(
    task: VersionExport,
    onProgress: (progress: StepProgress) => void,
  ): Promise<Result<{ readonly files: readonly string[] }>>;
};

export type ProjectExportReport = {
  readonly report: ExportReport;
  /** By the stem's id. */
  readonly stems: readonly { readonly id: string; readonly file: string }[];
};

/** The disks of an export, arguments for tests. */
export type ExportDisk = Pick<ExportWorld, 'fileSystem' | 'freeSpace'>;

type PreviewedExport = {
  readonly request: ExportRequest;
  readonly preview: ExportPreview;
  /** Of the rendered stems, for as long as the export runs. */
  readonly scratchBytes: number;
};

/** Names and sizes; nothing is touched. Fails as ordering does, and with 'bad-usage'. */
export function previewProjectExport(source: ExportSource): Result<PreviewedExport> {
  const planned = planStems(source, source.layout.cache);
  return planned.ok ? planExport(source, planned.value.stems) : planned;
}

/** All that is quick is checked before the stems are rendered. Fails as ordering, rendering and `runExport` do. */
export async function exportProject(
  source: ExportSource,
  hooks: ExportHooksOfProject,
  world: ExportDisk = {},
): Promise<Result<ProjectExportReport>> {
  const quick = previewProjectExport(source);
  if (!quick.ok) return quick;
  const { request, preview } = quick.value;
  const free = await checkNotExisting(
    preview.files.map(({ file }) => file),
    request.force,
  );
  if (!free.ok) return free;
  const room = await checkSpaces(
    [
      { folder: request.outputFolder, bytes: preview.bytes },
      { folder: scratchRoot, bytes: quick.value.scratchBytes },
    ],
    world.freeSpace,
  );
  if (!room.ok) return room;
  const scratch = await makeScratch();
  if (!scratch.ok) return scratch;
  try {
    return await exportWithin(source, scratch.value, hooks, world);
  } finally {
    await rm(scratch.value, { recursive: true, force: true }).catch(() => {});
  }
}

/** Where the phases begin and end, of the whole. */
const shares = { render: [0, 0.65], export: [0.65, 0.85], check: [0.85, 0.95], sessions: [0.95, 1] } as const;
const phaseNames = { write: 'export', check: 'check', sessions: 'sessions' } as const;

/** @param scratch takes the rendered stems for as long as the export runs */
async function exportWithin(
  source: ExportSource,
  scratch: string,
  hooks: ExportHooksOfProject,
  world: ExportDisk,
): Promise<Result<ProjectExportReport>> {
  const { layout, version, document, recordingPath, requestOf } = source;
  const weights = await weightsOf(layout, version);
  if (!weights.ok) return weights;
  const planned = planStems(source, scratch);
  if (!planned.ok) return planned;
  const { order, stems } = planned.value;
  const files = stems.map(({ file }) => file);
  const clock = progressClock(hooks);
  const rendered = await hooks.render(
    {
      order,
      weightsPath: weights.value,
      files: files.slice(0, -1),
      residualFile: files.at(-1)!,
      bits: '32f',
      // The exported files are held against the recording themselves.
      checksNull: false,
    },
    ({ phase, fraction, detail }) => clock(phase, 'render', fraction, detail),
  );
  if (!rendered.ok) return rendered;
  // Where the groups leave nothing there is no residual.
  const written = stems.filter(({ file }) => rendered.value.files.includes(file));
  const ids = written.map(({ id }) => id);
  const session = exportSessionOf(
    document,
    recordingPath,
    written,
    await scorePedals(document, layout, hooks.signal),
  );
  const request = requestOf(session, ids);
  if (!request.ok) return request;
  const exported = await runExport(
    session,
    request.value,
    {
      signal: hooks.signal,
      onProgress: (phase, fraction) => clock(phaseNames[phase], phaseNames[phase], fraction),
    },
    { version: packageJson.version, now: () => new Date(), ...world },
  );
  if (!exported.ok) return exported;
  const plan = planSounds(session, request.value);
  const sounds = plan.ok ? plan.value.sounds : [];
  return ok({
    report: exported.value,
    stems: sounds.flatMap(({ track, file }) => (track === null ? [] : [{ id: ids[track]!, file }])),
  });
}

/** One course from 0 to 1 through all phases. */
function progressClock(
  hooks: ExportHooksOfProject,
): (phase: string, share: keyof typeof shares, fraction: number, detail?: string) => void {
  const startMs = performance.now();
  return (phase, share, part, detail = '') => {
    const [from, to] = shares[share];
    const fraction = from + (to - from) * part;
    const spentSec = (performance.now() - startMs) / 1000;
    const secondsLeft = fraction < 0.05 ? null : (spentSec / fraction) * (1 - fraction);
    hooks.onProgress({ phase, fraction, detail, secondsLeft });
  };
}

function planStems({ document, recordingPath }: ExportSource, folder: string): Result<PlannedStems> {
  const ordered = liveOrderOf(document, recordingPath);
  if (!ordered.ok) return ordered;
  const ids = [...ordered.value.stems.map(({ id }) => id), 'residual'];
  return ok({
    order: ordered.value.order,
    stems: ids.map((id, index) => ({ id, file: join(folder, `${index}.wav`) })),
  });
}

type PlannedStems = { readonly order: VersionExport['order']; readonly stems: readonly RenderedStem[] };

function planExport(
  { document, recordingPath, requestOf }: ExportSource,
  stems: readonly RenderedStem[],
): ReturnType<typeof previewProjectExport> {
  const session = exportSessionOf(document, recordingPath, stems, []);
  const request = requestOf(
    session,
    stems.map(({ id }) => id),
  );
  if (!request.ok) return request;
  const preview = previewExport(session, request.value);
  if (!preview.ok) return preview;
  const { channels, lengthSamples } = session.recording;
  const scratchBytes = stems.length * channels * lengthSamples * 4;
  return ok({ request: request.value, preview: preview.value, scratchBytes });
}
