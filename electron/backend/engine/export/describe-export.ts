/** What an export wrote, for its report. */
import type { ExportReport, ExportedSound } from '../../../../shared/export/export-report.ts';
import type { ExportRequest } from '../../../../shared/export/export-request.ts';
import type { StemCheck } from './check-stems.ts';
import { documentFiles } from './documents.ts';
import { peakOf } from './full-scale.ts';
import type { SoundContext } from './sound-metadata.ts';
import type { ScaledSounds } from './write-within-scale.ts';

export function describeExport(
  { session, timeline, startSample, lengthSamples }: SoundContext,
  request: ExportRequest,
  { orders, written, remarks }: ScaledSounds,
  check: StemCheck,
): Omit<ExportReport, 'seconds' | 'bytes'> {
  const { sampleRate } = session.recording;
  const sounds = orders.map(({ sound, gain }, index): ExportedSound => {
    const peak = peakOf(written.levels[index]!);
    const loudness = written.loudness[index];
    const isLossy = sound.format === 'mp3' || sound.format === 'ogg';
    return {
      kind: sound.kind,
      name: sound.name,
      file: sound.file,
      format: sound.format,
      bits: isLossy ? null : sound.bits,
      channels: sound.channels,
      peakDb: peak > 0 ? 20 * Math.log10(peak) : null,
      gainDb: 20 * Math.log10(gain),
      isLimited: written.limited[index]!,
      integratedLufs: loudness?.integratedLufs ?? null,
      truePeakDb: loudness?.truePeakDb ?? null,
    };
  });
  return {
    folder: request.outputFolder,
    piece: session.piece,
    sampleRate,
    fromSec: startSample / sampleRate,
    durationSec: lengthSamples / sampleRate,
    sounds,
    files: documentFiles(session, request).map(({ file }) => file),
    nullDepthDb: check.depthDb,
    nullAgainst: check.against,
    remarks: [...remarks, ...check.remarks, ...timeline.remarks],
  };
}
