/** `divisi export`: renders a project's stems as they are unrounded, then writes what other programs take. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import packageJson from '../../../../package.json' with { type: 'json' };
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { ExportReport } from '../../../../shared/export/export-report.ts';
import { nullSentence } from '../../../../shared/export/readme-text.ts';
import { err } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { recordOf } from '../../../../shared/document/record-table.ts';
import { writeFailure } from '../../engine/audio/file-failure.ts';
import { partialPath } from '../../engine/audio/output-file.ts';
import { previewExport, runExport } from '../../engine/export/run-export.ts';
import { checkNotExisting } from '../../engine/check-outputs.ts';
import { exportSessionOf } from '../../project/export-session-of.ts';
import type { RenderedStem } from '../../project/export-session-of.ts';
import { liveOrderOf } from '../../project/live-order-of.ts';
import type { Project } from '../../project/project.ts';
import { activeVersion, weightsOf } from '../../project/project-version.ts';
import type { CommandIo } from '../command-io.ts';
import { durationText } from '../duration-text.ts';
import { ProgressDisplay } from '../progress-display.ts';
import { recordingPathOf, withProject } from '../project/with-project.ts';
import { exportRequestOf } from './export-options.ts';
import type { ExportOptions } from './export-options.ts';

export function runExportProject(
  folder: string,
  options: ExportOptions,
  io: CommandIo,
): Promise<Result<ExportReport>> {
  return withProject(folder, 'read', io, async (project) => {
    let scratch: string;
    try {
      scratch = await mkdtemp(join(tmpdir(), 'divisi-export-'));
    } catch (cause) {
      return err(writeFailure(cause, tmpdir()));
    }
    const display = new ProgressDisplay(io);
    try {
      return await exportWithin(project, scratch, options, io, display);
    } finally {
      display.clear();
      await rm(scratch, { recursive: true, force: true }).catch(() => {});
    }
  });
}

const phaseNames = { write: 'export', check: 'check', sessions: 'sessions' } as const;

/** @param scratch takes the rendered stems for as long as the export runs */
async function exportWithin(
  project: Project,
  scratch: string,
  options: ExportOptions,
  io: CommandIo,
  display: ProgressDisplay,
): Promise<Result<ExportReport>> {
  const { layout, history } = project;
  const { document } = history;
  const { versionId } = options;
  const version = versionId === undefined ? activeVersion(document) : recordOf(document.versions, versionId);
  if (version === null || version === undefined) {
    const message =
      versionId === undefined
        ? 'The project has no version to export; train first, or name one with --version-id.'
        : `--version-id: the project has no version "${versionId}".`;
    return err(divisiError('bad-usage', message));
  }
  const weights = await weightsOf(layout, version);
  if (!weights.ok) return weights;
  const recording = await recordingPathOf(project, io);
  if (!recording.ok) return recording;
  const ordered = liveOrderOf(document, recording.value);
  if (!ordered.ok) return ordered;
  const { order, stems } = ordered.value;
  const planned = [...stems.map(({ id }) => id), 'residual'].map((id, index): RenderedStem => ({
    id,
    file: join(scratch, `${index}.wav`),
  }));
  // All that is quick is checked before the stems are rendered.
  const expected = exportSessionOf(document, recording.value, planned);
  const request = exportRequestOf(options, expected, io.folder, layout.exports);
  if (!request.ok) return request;
  const preview = previewExport(expected, request.value);
  if (!preview.ok) return preview;
  const free = await checkNotExisting(
    preview.value.files.map(({ file }) => file),
    request.value.force,
  );
  if (!free.ok) return free;
  const files = planned.map(({ file }) => file);
  const rendered = await io.runJob(
    {
      kind: 'render',
      request: {
        task: {
          order,
          weightsPath: weights.value,
          files: files.slice(0, -1),
          residualFile: files.at(-1)!,
          bits: '32f',
        },
        backend: options.backend,
      },
    },
    {
      signal: io.signal,
      onProgress: (progress) => display.update(progress),
      warn: (text) => display.note(`Note: ${text}`),
    },
    files.map(partialPath),
  );
  if (!rendered.ok) return rendered;
  // Where the groups leave nothing there is no residual.
  const written = planned.filter(({ file }) => rendered.value.files.includes(file));
  const session = exportSessionOf(document, recording.value, written);
  const actual = exportRequestOf(options, session, io.folder, layout.exports);
  if (!actual.ok) return actual;
  return runExport(
    session,
    actual.value,
    {
      signal: io.signal,
      onProgress: (phase, fraction) =>
        display.update({ phase: phaseNames[phase], fraction, detail: '', secondsLeft: null }),
    },
    { version: packageJson.version, now: () => new Date() },
  );
}

export function describeExport(report: ExportReport, folder: string): string {
  const nameOf = (file: string): string => {
    const near = relative(folder, file);
    return near.length < file.length ? near : file;
  };
  const sounds = report.sounds.map(({ file, integratedLufs, truePeakDb, peakDb }) => {
    const levels =
      integratedLufs === null
        ? peakDb === null
          ? 'silent'
          : `peak ${peakDb.toFixed(1)} dBFS`
        : `${integratedLufs.toFixed(1)} LUFS, ${(truePeakDb ?? -Infinity).toFixed(1)} dBTP`;
    return `  ${nameOf(file)}  (${levels})`;
  });
  return [
    `${durationText(report.durationSec)} exported in ${durationText(report.seconds)}:`,
    ...sounds,
    ...report.files.map((file) => `  ${nameOf(file)}`),
    nullSentence(report),
    ...report.remarks.map((remark) => `Remark: ${remark}`),
    '',
  ].join('\n');
}
