/** The files of an export that are not sound: MIDI, sessions, tables, README. */
import { join } from 'node:path';
import { pieceName } from '../../../../shared/export/export-names.ts';
import type { ExportReport } from '../../../../shared/export/export-report.ts';
import type { ExportRequest } from '../../../../shared/export/export-request.ts';
import type { ExportSession } from '../../../../shared/export/export-session.ts';
import { restingFader } from '../../../../shared/export/mixer-gains.ts';
import {
  alignmentTable,
  audacityLabels,
  notesTable,
  tolerancesTable,
} from '../../../../shared/export/label-tables.ts';
import { metadataXml, projectXml } from '../../../../shared/export/dawproject-xml.ts';
import { midiFile, timelineMarkers, trackNotes, trackPedals } from '../../../../shared/export/midi-files.ts';
import { readmeText } from '../../../../shared/export/readme-text.ts';
import { reaperProject } from '../../../../shared/export/reaper-project.ts';
import type { LayoutTrack, SessionLayout } from '../../../../shared/export/session-layout.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { utf8Bytes } from '../../../../shared/std/utf8.ts';
import { partialPath } from '../audio/output-file.ts';
import type { OutputFileSystem } from '../audio/output-file.ts';
import { writePending } from '../pending-file.ts';
import type { PendingFile } from '../pending-file.ts';
import type { PendingDocument } from './commit-all.ts';
import type { ExportHooks } from './export-hooks.ts';
import type { SoundContext } from './sound-metadata.ts';
import type { SoundOrder } from './write-sounds.ts';
import { writeZip } from './zip-file.ts';

type DocumentKind =
  'score' | 'performed' | 'labels' | 'notes' | 'tolerances' | 'bars' | 'rpp' | 'dawproject' | 'readme';

export type DocumentFile = {
  readonly kind: DocumentKind;
  readonly file: string;
  /** Whether it has copies of the stems in it. */
  readonly holdsStems: boolean;
};

const mediaFolder = 'audio/';

/** README.txt is always there, and last. */
export function documentFiles(session: Pick<ExportSession, 'piece'>, request: ExportRequest): DocumentFile[] {
  const piece = pieceName(session.piece);
  const of = (kind: DocumentKind, name: string): DocumentFile => ({
    kind,
    file: join(request.outputFolder, name),
    holdsStems: kind === 'dawproject',
  });
  return [
    ...(request.withMidi
      ? [of('score', `${piece} - score.mid`), of('performed', `${piece} - performed.mid`)]
      : []),
    ...(request.withTables
      ? [
          of('labels', `${piece} - labels.txt`),
          of('notes', `${piece} - notes.csv`),
          of('tolerances', `${piece} - tolerances.csv`),
          of('bars', `${piece} - bars.csv`),
        ]
      : []),
    ...(request.sessions.includes('rpp') ? [of('rpp', `${piece}.rpp`)] : []),
    ...(request.sessions.includes('dawproject') ? [of('dawproject', `${piece}.dawproject`)] : []),
    of('readme', 'README.txt'),
  ];
}

export type DocumentsRequest = {
  readonly context: SoundContext;
  readonly request: ExportRequest;
  readonly report: Omit<ExportReport, 'seconds' | 'bytes'>;
  /** The sounds as written. */
  readonly orders: readonly SoundOrder[];
  readonly hooks: ExportHooks;
  readonly fileSystem: OutputFileSystem;
};

/** Sounds lie under their partial names still. Fails as writing does; then none of the files stays. */
export async function writeDocuments(job: DocumentsRequest): Promise<Result<PendingDocument[]>> {
  const { context, request, hooks } = job;
  const documents: PendingDocument[] = [];
  const planned = documentFiles(context.session, request);
  for (const [index, document] of planned.entries()) {
    hooks.onProgress('sessions', index / planned.length);
    const pending = await writeDocument(job, document);
    if (!pending.ok) {
      await Promise.all(documents.map(({ pending: written }) => written.drop()));
      return pending;
    }
    documents.push({ file: document.file, pending: pending.value });
  }
  hooks.onProgress('sessions', 1);
  return ok(documents);
}

async function writeDocument(
  job: DocumentsRequest,
  { kind, file }: DocumentFile,
): Promise<Result<PendingFile>> {
  const { context, report, fileSystem, hooks, orders } = job;
  const { session, timeline, writtenAt, version } = context;
  const { tracks } = session;
  const write = (bytes: Uint8Array): Promise<Result<PendingFile>> => writePending(file, [bytes], fileSystem);
  const writeText = (text: string): Promise<Result<PendingFile>> => write(utf8Bytes(text));
  switch (kind) {
    case 'score':
    case 'performed':
      return write(midiFile(session, timeline, tracks, kind));
    case 'labels':
      return writeText(audacityLabels(session, timeline));
    // Spreadsheets take UTF-8 for what it is only behind a byte order mark.
    case 'notes':
      return writeText(`\ufeff${notesTable(session, timeline)}`);
    case 'tolerances':
      return writeText(`\ufeff${tolerancesTable(session, timeline)}`);
    case 'bars':
      return writeText(`\ufeff${alignmentTable(timeline)}`);
    case 'rpp':
      return writeText(reaperProject(sessionLayout(job), writtenAt));
    case 'dawproject': {
      const layout = sessionLayout(job);
      const sounds = sessionSounds(orders);
      return writeZip(
        file,
        [
          { name: 'metadata.xml', bytes: utf8Bytes(metadataXml(layout)) },
          { name: 'project.xml', bytes: utf8Bytes(projectXml(layout, mediaFolder)) },
          ...sounds.map(({ sound }) => ({
            name: mediaFolder + mediaName(sound.file),
            file: partialPath(sound.file),
          })),
        ],
        writtenAt,
        hooks.signal,
      );
    }
    case 'readme':
      return writeText(readmeText(report, version));
  }
}

/** Mixes are no part of a session. */
function sessionSounds(orders: readonly SoundOrder[]): SoundOrder[] {
  return orders.filter(({ sound }) => sound.kind !== 'mix');
}

function sessionLayout({ context, request, orders }: DocumentsRequest): SessionLayout {
  const { session, timeline, lengthSamples, version } = context;
  const isPost = request.fader === 'post';
  const tracks = sessionSounds(orders).map(({ sound }): LayoutTrack => {
    const track = sound.track === null ? undefined : session.tracks[sound.track];
    // The recording lies beside its stems without sounding with them.
    const silent = { ...restingFader, isMuted: true };
    const notes = track === undefined ? [] : trackNotes(session, timeline, track, 'score');
    return {
      name: sound.name,
      colour: sound.colour,
      media: mediaName(sound.file),
      channels: sound.channels,
      fader: track === undefined ? silent : isPost ? restingFader : track.fader,
      notes,
      pedals: trackPedals(session, timeline, notes),
    };
  });
  const { loop } = session;
  const within = loop === null ? null : loopWithin(loop, timeline.fromSec, timeline.lengthSec);
  return {
    piece: session.piece,
    version,
    sampleRate: session.recording.sampleRate,
    lengthSamples,
    tracks,
    masterGainDb: isPost ? 0 : session.masterGainDb,
    timeline,
    markers: timelineMarkers({ ...session, loop: null }, timeline),
    loop: within,
  };
}

function loopWithin(
  { fromSec, toSec }: { readonly fromSec: number; readonly toSec: number },
  startSec: number,
  lengthSec: number,
): SessionLayout['loop'] {
  const from = Math.max(0, fromSec - startSec);
  const to = Math.min(lengthSec, toSec - startSec);
  return to > from ? { fromSec: from, toSec: to } : null;
}

function mediaName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}
