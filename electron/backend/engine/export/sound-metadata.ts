/** What stands in a sound file beside its samples. */
import type { DawTimeline } from '../../../../shared/export/daw-timeline.ts';
import type { ExportSession } from '../../../../shared/export/export-session.ts';
import { ixmlText } from '../../../../shared/export/ixml.ts';
import { utf8Bytes } from '../../../../shared/std/utf8.ts';
import type { WavChunk } from '../../../../shared/export/wav-layout.ts';
import { bextChunk, originatorReference } from './bext-chunk.ts';
import type { SourceOrigin } from './origin-bext.ts';
import type { PlannedSound } from './sound-plan.ts';
import type { SoundTags } from './vorbis-comment.ts';
import { cueChunks } from './wav-cues.ts';
import type { WavCue } from './wav-cues.ts';

export type SoundContext = {
  readonly session: ExportSession;
  readonly timeline: DawTimeline;
  readonly origin: SourceOrigin;
  readonly startSample: number;
  readonly lengthSamples: number;
  readonly writtenAt: Date;
  readonly version: string;
};

/** @param index of the file among `total` @param bits as written, '32f' after a change of format too */
export function soundChunks(
  context: SoundContext,
  sound: PlannedSound,
  index: number,
  total: number,
  isDithered: boolean,
): WavChunk[] {
  const { session, origin, startSample, writtenAt, version } = context;
  const { sampleRate } = session.recording;
  const { channels, bits, name } = sound;
  const family = `${session.piece}|${session.recording.path}|${startSample}|${writtenAt.toISOString()}`;
  const identity = `${family}|${index}|${name}`;
  const encoding = bits === '16' ? 'pcm16' : bits === '24' ? 'pcm24' : 'float32';
  const ixml = ixmlText({
    project: session.piece,
    trackName: name,
    colour: sound.colour,
    channels,
    sampleRate,
    bits: bits === '32f' ? 32 : Number(bits),
    timeReferenceSamples: origin.timeReferenceSamples + startSample,
    familyId: originatorReference(family),
    fileId: originatorReference(identity),
    fileIndex: index + 1,
    totalFiles: total,
  });
  return [
    bextChunk({
      description: `${session.piece} - ${name}`,
      origin,
      rangeStartSample: startSample,
      sampleRate,
      channels,
      encoding,
      isDithered,
      writtenAt,
      identity,
      version,
    }),
    { id: 'iXML', body: utf8Bytes(ixml) },
    ...cueChunks(cuesOf(context)),
  ];
}

/** Title, album and so on, for FLAC, MP3 and Ogg. */
export function soundTags(
  { session, origin, startSample, version }: SoundContext,
  sound: PlannedSound,
): SoundTags {
  return {
    TITLE: `${session.piece} - ${sound.name}`,
    ALBUM: session.piece,
    ...(sound.track === null ? {} : { TRACKNUMBER: String(sound.track + 1) }),
    COMMENT: sound.kind === 'original' ? '' : 'Separated by Divisi',
    ENCODER: `Divisi ${version}`,
    TIME_REFERENCE: String(origin.timeReferenceSamples + startSample),
  };
}

/** Bars, markers and the loop, in samples of the file, by position. */
function cuesOf({ session, timeline, startSample, lengthSamples }: SoundContext): WavCue[] {
  const { sampleRate } = session.recording;
  const at = (sec: number): number => Math.round(sec * sampleRate) - startSample;
  const bars = timeline.bars.map(({ sec, bar }) => ({
    sample: Math.round(sec * sampleRate),
    lengthSamples: 0,
    name: bar === null ? 'Count-in' : `Bar ${bar}`,
  }));
  const markers = session.markers.map(({ sec, name }) => ({ sample: at(sec), lengthSamples: 0, name }));
  const { loop } = session;
  const loops =
    loop === null ? [] : [loopCue(Math.max(0, at(loop.fromSec)), Math.min(lengthSamples, at(loop.toSec)))];
  return [...bars, ...markers, ...loops.filter((cue) => cue.lengthSamples > 0)]
    .filter(({ sample }) => sample >= 0 && sample < lengthSamples)
    .sort((a, b) => a.sample - b.sample);
}

function loopCue(from: number, to: number): WavCue {
  return { sample: from, lengthSamples: to - from, name: 'Loop' };
}
