/** `divisi project align`: runs the aligner with what a person pinned, and commits what it found as one edit. */
import { alignmentEdit } from '../../../../shared/document/alignment-result.ts';
import { singleOf } from '../../../../shared/document/document-state.ts';
import { recordsOf } from '../../../../shared/document/record-table.ts';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { AlignerName } from '../../engine/alignment-choice.ts';
import { findMedia } from '../../project/find-media.ts';
import type { CommandIo } from '../command-io.ts';
import { ProgressDisplay } from '../progress-display.ts';
import { recordingPathOf, withProject } from './with-project.ts';

export type ProjectAlignOptions = { readonly aligner: AlignerName };

export type AlignedReport = {
  readonly revision: number;
  readonly aligner: string;
  readonly notes: number;
  readonly unplayed: number;
  readonly doubtful: number;
  readonly tuningCents: number;
  readonly transposeSemitones: number;
  readonly seconds: number;
};

export function runProjectAlign(
  folder: string,
  { aligner }: ProjectAlignOptions,
  io: CommandIo,
): Promise<Result<AlignedReport>> {
  return withProject(folder, 'write', io, async (project) => {
    const { document } = project.history;
    const recording = await recordingPathOf(project, io);
    if (!recording.ok) return recording;
    const file = singleOf(document, 'score')?.file;
    if (file === undefined) return err(divisiError('edit-refused', 'The project has no score.'));
    const score = await findMedia(project.layout.folder, file, 'score', io.signal);
    if (!score.ok) return score;
    const anchors = [...recordsOf(document.anchors)]
      .map(({ scoreSec, audioSec }) => [scoreSec, audioSec] as const)
      .sort((one, other) => one[0] - other[0]);
    const skips = [...recordsOf(document.skips)].map(({ fromSec, toSec }) => ({ fromSec, toSec }));
    const display = new ProgressDisplay(io);
    const aligned = await io.runJob(
      {
        kind: 'align',
        request: {
          recordingPath: recording.value,
          scorePath: score.value.file,
          aligner,
          pins: { anchors, skips },
          outPath: null,
          midiPath: null,
          clicksPath: null,
          force: false,
        },
      },
      {
        signal: io.signal,
        onProgress: (progress) => display.update(progress),
        warn: (text) => display.note(`Note: ${text}`),
      },
      [],
    );
    display.clear();
    if (!aligned.ok) return aligned;
    const report = aligned.value;
    const edit = alignmentEdit(document, report);
    if (!edit.ok) return edit;
    const committed = await project.commit(edit.value.name, edit.value.patch);
    if (!committed.ok) return committed;
    return ok({
      revision: committed.value.history.revision,
      aligner: report.aligner,
      notes: report.notes.length,
      unplayed: report.unplayed.length,
      doubtful: report.doubtful.length,
      tuningCents: report.tuningCents,
      transposeSemitones: report.transposeSemitones,
      seconds: report.seconds,
    });
  });
}

export function describeAligned(report: AlignedReport): string {
  const { notes, unplayed, doubtful, seconds, revision } = report;
  return `${notes} notes aligned in ${seconds.toFixed(1)} s, ${unplayed} not played, ${doubtful} doubtful stretches (revision ${revision})\n`;
}
