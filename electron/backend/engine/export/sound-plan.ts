/** Which sound files an export writes: their names, formats, and what they are made of. */
import { join } from 'node:path';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { numberedNames, plainNames } from '../../../../shared/export/export-names.ts';
import type { ExportBits, ExportRequest, MixFormat } from '../../../../shared/export/export-request.ts';
import type { ExportSession } from '../../../../shared/export/export-session.ts';
import { faderGains, isHeard, linearGain, mixChannels } from '../../../../shared/export/mixer-gains.ts';
import type { GainMatrix } from '../../../../shared/export/mixer-gains.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { flacLimits } from './flac/flac-writer.ts';

/** What a file takes from one source; 'as-is' leaves every sample alone. */
export type SoundInput = { readonly source: number; readonly gains: GainMatrix | 'as-is' };

export type PlannedSound = {
  readonly kind: 'stem' | 'original' | 'mix';
  /** For people: the group's name, 'original', or the mix's. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  readonly format: MixFormat;
  /** Of lossless formats. */
  readonly bits: ExportBits;
  readonly channels: number;
  readonly colour: string;
  /** Index of the track; null for what is none. */
  readonly track: number | null;
  readonly inputs: readonly SoundInput[];
};

export type SoundPlan = {
  readonly sounds: readonly PlannedSound[];
  /** Whether the stems are all the tracks, untouched, so that they sum to the recording. */
  readonly isComplete: boolean;
};

/** The source behind those of the tracks. */
function originalSource(session: Pick<ExportSession, 'tracks'>): number {
  return session.tracks.length;
}

/** Fails with 'bad-usage' where a format cannot hold the recording. */
export function planSounds(session: ExportSession, request: ExportRequest): Result<SoundPlan> {
  const { tracks, recording, piece } = session;
  const faders = tracks.map(({ fader }) => fader);
  const chosen = request.stems ?? tracks.map((_, index) => index);
  const isPost = request.fader === 'post';
  const written = isPost ? chosen.filter((index) => isHeard(faders[index]!, faders)) : chosen;
  const mixed = mixChannels(tracks, recording.channels);
  const channels = isPost ? mixed : recording.channels;
  const names = numberedNames(
    piece,
    tracks.map(({ name }) => name),
    1,
    tracks.length,
  );
  const inFolder = (name: string, format: MixFormat): string =>
    join(request.outputFolder, `${name}.${format}`);
  const sounds: PlannedSound[] = [];
  if (request.withOriginal) {
    sounds.push({
      kind: 'original',
      name: 'original',
      file: inFolder(numberedNames(piece, ['original'], 0, tracks.length)[0]!, request.format),
      format: request.format,
      bits: request.bits,
      channels: recording.channels,
      colour: '#808080',
      track: null,
      inputs: [{ source: originalSource(session), gains: 'as-is' }],
    });
  }
  for (const index of written) {
    const { name, colour } = tracks[index]!;
    const gains = isPost ? trackGains(index) : ('as-is' as const);
    sounds.push({
      kind: 'stem',
      name,
      file: inFolder(names[index]!, request.format),
      format: request.format,
      bits: request.bits,
      channels,
      colour,
      track: index,
      inputs: [{ source: index, gains }],
    });
  }
  const mixNames = plainNames(
    piece,
    request.mixes.map(({ name }) => name),
  );
  request.mixes.forEach(({ name, format, bits, without }, index) => {
    const heard = tracks.flatMap((track, source) =>
      isHeard(track.fader, faders) && !without.includes(source)
        ? [{ source, gains: trackGains(source) }]
        : [],
    );
    const file = inFolder(mixNames[index]!, format);
    sounds.push({
      kind: 'mix',
      name,
      file,
      format,
      bits,
      channels: mixed,
      colour: '#808080',
      track: null,
      inputs: heard,
    });
  });
  const refused = sounds.map(refusal).find((reason) => reason !== undefined);
  if (refused !== undefined) return err(divisiError('bad-usage', refused));
  return ok({ sounds, isComplete: !isPost && written.length === tracks.length && tracks.length > 0 });

  function trackGains(index: number): GainMatrix {
    const master = linearGain(session.masterGainDb);
    return faderGains(faders[index]!, recording.channels, mixed).map((row) =>
      row.map((gain) => gain * master),
    );
  }

  function refusal({ format, bits, channels: count, name }: PlannedSound): string | undefined {
    if (format === 'flac' && bits === '32f')
      return 'FLAC has no 32-bit float; choose --bits 16 or 24, or WAV.';
    if (format === 'flac' && (count > flacLimits.channels || recording.sampleRate > flacLimits.sampleRate)) {
      return `FLAC cannot hold ${count} channels at ${recording.sampleRate} Hz; choose WAV.`;
    }
    if ((format === 'mp3' || format === 'ogg') && count > 2) {
      return `"${name}" has ${count} channels; MP3 and Ogg are for one or two.`;
    }
    return undefined;
  }
}
