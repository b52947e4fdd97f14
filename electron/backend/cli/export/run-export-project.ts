/** `divisi export`: a project's stems as other programs take them. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { recordOf } from '../../../../shared/document/record-table.ts';
import type { ExportReport } from '../../../../shared/export/export-report.ts';
import { nullSentence } from '../../../../shared/export/readme-text.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { partialPath } from '../../engine/audio/output-file.ts';
import { exportProject } from '../../project/export-project.ts';
import type { Project } from '../../project/project.ts';
import { activeVersion } from '../../project/project-version.ts';
import type { CommandIo } from '../command-io.ts';
import { durationText } from '../duration-text.ts';
import { ProgressDisplay } from '../progress-display.ts';
import { shownPath } from '../shown-path.ts';
import { recordingPathOf, withProject } from '../project/with-project.ts';
import { exportRequestOf } from './export-options.ts';
import type { ExportOptions } from './export-options.ts';

export function runExportProject(
  folder: string,
  options: ExportOptions,
  io: CommandIo,
): Promise<Result<ExportReport>> {
  return withProject(folder, io, async (project) => {
    const display = new ProgressDisplay(io);
    try {
      return await exportWith(project, options, io, display);
    } finally {
      display.clear();
    }
  });
}

async function exportWith(
  project: Project,
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
  const recording = await recordingPathOf(project, io);
  if (!recording.ok) return recording;
  const exported = await exportProject(
    {
      document,
      layout,
      version,
      recordingPath: recording.value,
      requestOf: (session) => exportRequestOf(options, session, io.folder, layout.exports),
    },
    {
      signal: io.signal,
      onProgress: (progress) => display.update(progress),
      render: (task, onProgress) =>
        io.runJob(
          { kind: 'render', request: { task, backend: options.backend } },
          { signal: io.signal, onProgress, warn: (text) => display.note(`Note: ${text}`) },
          [...task.files, task.residualFile].map(partialPath),
        ),
    },
  );
  return exported.ok ? ok(exported.value.report) : exported;
}

export function describeExport(report: ExportReport, folder: string): string {
  const sounds = report.sounds.map(({ file, integratedLufs, truePeakDb, peakDb }) => {
    const levels =
      integratedLufs === null
        ? peakDb === null
          ? 'silent'
          : `peak ${peakDb.toFixed(1)} dBFS`
        : `${integratedLufs.toFixed(1)} LUFS, ${(truePeakDb ?? -Infinity).toFixed(1)} dBTP`;
    return `  ${shownPath(file, folder)}  (${levels})`;
  });
  return [
    `${durationText(report.durationSec)} exported in ${durationText(report.seconds)}:`,
    ...sounds,
    ...report.files.map((file) => `  ${shownPath(file, folder)}`),
    nullSentence(report),
    ...report.remarks.map((remark) => `Remark: ${remark}`),
    '',
  ].join('\n');
}
