/** Exports a session: all files of it appear, or none. */
import { performance } from 'node:perf_hooks';
import type { ExportReport } from '../../../../shared/export/export-report.ts';
import type { ExportRequest } from '../../../../shared/export/export-request.ts';
import type { ExportSession } from '../../../../shared/export/export-session.ts';
import { dawTimeline } from '../../../../shared/export/daw-timeline.ts';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { SampleRange } from '../audio/excerpt.ts';
import { nodeOutputFileSystem } from '../audio/output-file.ts';
import type { OutputFileSystem } from '../audio/output-file.ts';
import { checkNotExisting, checkNotInput, prepareFolder } from '../check-outputs.ts';
import { removeEmptyFolders } from '../make-folder.ts';
import { checkSpace, systemFreeSpace } from './check-space.ts';
import type { FreeSpace } from './check-space.ts';
import { checkStems } from './check-stems.ts';
import { commitAll } from './commit-all.ts';
import { describeExport } from './describe-export.ts';
import { documentFiles, writeDocuments } from './documents.ts';
import type { ExportHooks } from './export-hooks.ts';
import { exportRange } from './export-range.ts';
import { openSources } from './open-sources.ts';
import type { OpenSources } from './open-sources.ts';
import { readSourceOrigin } from './origin-bext.ts';
import type { SoundContext } from './sound-metadata.ts';
import { planSounds } from './sound-plan.ts';
import type { SoundPlan } from './sound-plan.ts';
import { soundBytes } from './sound-sizes.ts';
import { writeWithinScale } from './write-within-scale.ts';
import { abortAll } from './write-sounds.ts';

/** What an export needs of the world, besides its session. */
export type ExportWorld = {
  /** Of the program. */
  readonly version: string;
  readonly now: () => Date;
  readonly fileSystem?: OutputFileSystem;
  readonly freeSpace?: FreeSpace;
};

/** What an export will write, known at once. */
export type ExportPreview = {
  readonly files: readonly { readonly file: string; readonly bytes: number | null }[];
  readonly bytes: number;
};

/** Names and sizes for a panel or a dry run; touches nothing. Fails with 'bad-usage'. */
export function previewExport(session: ExportSession, request: ExportRequest): Result<ExportPreview> {
  const range = exportRange(session, request);
  if (!range.ok) return range;
  const plan = planSounds(session, request);
  if (!plan.ok) return plan;
  const { sampleRate } = session.recording;
  const sounds = plan.value.sounds.map((sound) => ({
    file: sound.file,
    bytes: soundBytes(sound, range.value.lengthSamples, sampleRate),
  }));
  const stemBytes = sounds.reduce((sum, { bytes }, index) => {
    return plan.value.sounds[index]!.kind === 'mix' ? sum : sum + bytes;
  }, 0);
  const documents = documentFiles(session, request).map(({ file, holdsStems }) => ({
    file,
    bytes: holdsStems ? stemBytes : null,
  }));
  const files = [...sounds, ...documents];
  return ok({ files, bytes: files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0) });
}

/**
 * Reads the sources once, writes, reads the stems back and holds their sum against what it should be, then names
 * all files. Fails with 'bad-usage', 'output-exists', 'disk-full', 'output-unwritable', 'over-full-scale',
 * 'null-failed', 'audio-mismatch', 'cancelled', or as reading does; then nothing of it stays.
 */
export async function runExport(
  session: ExportSession,
  request: ExportRequest,
  hooks: ExportHooks,
  world: ExportWorld,
): Promise<Result<ExportReport>> {
  const startMs = performance.now();
  const range = exportRange(session, request);
  if (!range.ok) return range;
  const plan = planSounds(session, request);
  if (!plan.ok) return plan;
  const preview = previewExport(session, request);
  if (!preview.ok) return preview;
  const files = preview.value.files.map(({ file }) => file);
  const inputs = [session.recording.path, ...session.tracks.map(({ file }) => file)];
  for (const input of inputs) {
    const apart = checkNotInput(files, input);
    if (!apart.ok) return apart;
  }
  const free = await checkNotExisting(files, request.force);
  if (!free.ok) return free;
  const room = await checkSpace(
    request.outputFolder,
    preview.value.bytes,
    world.freeSpace ?? systemFreeSpace,
  );
  if (!room.ok) return room;
  if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
  const prepared = await prepareFolder(request.outputFolder);
  if (!prepared.ok) return prepared;
  const sources = await openSources(session, range.value, hooks.signal);
  const done = sources.ok
    ? await writeAll(session, request, plan.value, range.value, sources.value, hooks, world)
    : sources;
  if (sources.ok) await sources.value.close();
  if (!done.ok) {
    await removeEmptyFolders(prepared.value.created);
    return done;
  }
  return ok({ ...done.value, seconds: (performance.now() - startMs) / 1000 });
}

async function writeAll(
  session: ExportSession,
  request: ExportRequest,
  plan: SoundPlan,
  range: SampleRange,
  sources: OpenSources,
  hooks: ExportHooks,
  world: ExportWorld,
): Promise<Result<Omit<ExportReport, 'seconds'>>> {
  const origin = await readSourceOrigin(session.recording.path);
  if (!origin.ok) return origin;
  const { sampleRate } = session.recording;
  const span = {
    fromSec: range.startSample / sampleRate,
    toSec: (range.startSample + range.lengthSamples) / sampleRate,
  };
  const context: SoundContext = {
    session,
    timeline: dawTimeline(session, span),
    origin: origin.value,
    startSample: range.startSample,
    lengthSamples: range.lengthSamples,
    writtenAt: world.now(),
    version: world.version,
  };
  const fileSystem = world.fileSystem ?? nodeOutputFileSystem;
  const written = await writeWithinScale({ context, request, plan, sources, hooks, fileSystem });
  if (!written.ok) return written;
  const { writers } = written.value.written;
  const checked = await checkStems(written.value, sources, plan.isComplete, hooks);
  if (!checked.ok) {
    await abortAll(writers);
    return checked;
  }
  const report = describeExport(context, request, written.value, checked.value);
  const documents = await writeDocuments({
    context,
    request,
    report,
    orders: written.value.orders,
    hooks,
    fileSystem,
  });
  if (!documents.ok) {
    await abortAll(writers);
    return documents;
  }
  const named = await commitAll(writers, documents.value, fileSystem);
  if (!named.ok) return named;
  return ok({ ...report, bytes: await named.value.totalBytes() });
}
