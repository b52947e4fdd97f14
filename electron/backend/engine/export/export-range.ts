/** The samples that an export covers. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { ExportRequest } from '../../../../shared/export/export-request.ts';
import type { ExportSession } from '../../../../shared/export/export-session.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { SampleRange } from '../audio/excerpt.ts';

/** Fails with 'bad-usage' for a range outside of the recording. */
export function exportRange(
  session: ExportSession,
  { range }: Pick<ExportRequest, 'range'>,
): Result<SampleRange> {
  const { sampleRate, lengthSamples } = session.recording;
  if (range === null) return ok({ startSample: 0, lengthSamples });
  const startSample = Math.round(range.fromSec * sampleRate);
  const end = Math.min(lengthSamples, Math.round(range.toSec * sampleRate));
  if (startSample >= 0 && end > startSample) return ok({ startSample, lengthSamples: end - startSample });
  const message = `The range ${range.fromSec}-${range.toSec} s lies outside of the recording, which has ${(lengthSamples / sampleRate).toFixed(2)} s.`;
  return err(divisiError('bad-usage', message));
}
