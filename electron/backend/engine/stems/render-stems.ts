/** Applies masks to a recording and writes one WAV file per group, and the residual that no group claims. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { createExcerpt } from '../audio/excerpt.ts';
import type { SampleRange } from '../audio/excerpt.ts';
import { RecordingFailure } from '../audio/file-failure.ts';
import type { OutputFileSystem } from '../audio/output-file.ts';
import type { Recording } from '../audio/recording.ts';
import type { WavEncoding } from '../../../../shared/export/wav-layout.ts';
import type { SampleFileReport } from '../audio/sample-file.ts';
import { LayerRenderer } from './layer-renderer.ts';
import { LayerSum } from './layer-sum.ts';
import { SetQuantiser } from './set-quantiser.ts';
import { StemFiles } from './stem-files.ts';
import type { MaskLayer } from './stem-masks.ts';

export type RenderRequest = {
  readonly recording: Recording;
  /** What is separated; outside of it counts as silence. */
  readonly range: SampleRange;
  /** At least one; all of the same group count, their weights summing to 1. */
  readonly layers: readonly MaskLayer[];
  readonly outputs: {
    /** One path per group, 'rest' included, in the order of the masks. Existing files are replaced. */
    readonly groups: readonly string[];
    readonly residual: string;
  };
  readonly encoding: WavEncoding;
  readonly ditherSeed: number;
  readonly signal?: AbortSignal;
  /** Called with the share that is written, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  readonly fileSystem?: OutputFileSystem;
};

/** What was written; every stem has the range's length and the recording's rate and channels. */
export type StemReport = SampleFileReport & {
  /** Whether every sample is 0. */
  readonly isSilent: boolean;
};

export type RenderReport = {
  readonly groups: readonly StemReport[];
  /** undefined where the groups leave nothing worth a file (`residualFloorDb`). */
  readonly residual: StemReport | undefined;
  /** RMS of the residual relative to that of the recording; -Infinity where it is exactly 0. */
  readonly residualDb: number;
  /** Samples of the groups that integer stems could not hold; the residual has what they lost. */
  readonly limitedSamples: number;
};

/**
 * The residual is written when its RMS is above this, relative to the recording's. Float32 spectra leave about
 * -145 dB of rounding noise, which is no residual; and the stems must sum to the recording within -120 dB even
 * where the residual is left out. -130 dB keeps clear of both.
 */
const residualFloorDb = -130;

/**
 * The residual is the recording minus the sum of the rendered groups, sample by sample, so that the complete set
 * sums to the recording whatever the masks are. Group stems are the weighted sum of the layers.
 * Memory: a few blocks of about 65 000 samples per group and channel, whatever the length. A stop is noticed
 * between blocks. Files appear all together at the end; a failure or stop leaves none.
 * Fails with 'cancelled', 'disk-full', 'output-unwritable', 'training-diverged' (masks that are not numbers), or
 * what reading the recording fails with.
 */
export async function renderStems(request: RenderRequest): Promise<Result<RenderReport>> {
  const { recording, range, layers, outputs, encoding, ditherSeed } = request;
  const groupCount = outputs.groups.length;
  for (const { masks } of layers) {
    if (masks.groupCount !== groupCount) {
      throw new RangeError(`expected masks of ${groupCount} groups, got ${masks.groupCount}`);
    }
  }
  if (layers.length === 0 || groupCount === 0) throw new RangeError('expected at least one layer and group');
  const excerpt = createExcerpt(recording, range);
  const renderers = layers.map((layer) => new LayerRenderer(excerpt, layer));
  if (request.signal?.aborted === true) return err(divisiError('cancelled', 'Stopped.'));

  const created = await StemFiles.create([...outputs.groups, outputs.residual], {
    sampleRate: recording.sampleRate,
    channels: recording.channels,
    encoding,
    lengthSamples: range.lengthSamples,
    ditherSeed,
    dither: 'none',
    ...(request.fileSystem === undefined ? {} : { fileSystem: request.fileSystem }),
  });
  if (!created.ok) return created;
  const files = created.value;
  try {
    const written = await writeAll(request, excerpt, renderers, files);
    if (!written.ok) return written;
    const { residualDb, limitedSamples } = written.value;
    const keep = [...outputs.groups.map(() => true), residualDb > residualFloorDb || limitedSamples > 0];
    const committed = await files.commit(keep);
    if (!committed.ok) return committed;
    const reports = committed.value.map((report) =>
      report === undefined ? undefined : { ...report, isSilent: report.peak === 0 },
    );
    return ok({
      groups: reports.slice(0, groupCount).filter((report) => report !== undefined),
      residual: reports[groupCount],
      residualDb,
      limitedSamples,
    });
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  } finally {
    await files.abort();
  }
}

async function writeAll(
  request: RenderRequest,
  excerpt: Recording,
  renderers: readonly LayerRenderer[],
  files: StemFiles,
): Promise<Result<Pick<RenderReport, 'residualDb' | 'limitedSamples'>>> {
  const { signal, encoding, ditherSeed, outputs } = request;
  const { channels, lengthSamples } = excerpt;
  const groupCount = outputs.groups.length;
  const sum = new LayerSum(groupCount, channels);
  const quantiser =
    encoding === 'float32' ? undefined : new SetQuantiser(encoding, groupCount + 1, channels, ditherSeed);
  let mixSquares = 0;
  let residualSquares = 0;
  let limitedSamples = 0;
  let position = 0;
  while (position < lengthSamples) {
    for (const renderer of renderers) {
      while (renderer.finishedSamples <= position) {
        if (signal?.aborted === true) return err(divisiError('cancelled', 'Stopped.'));
        const start = renderer.finishedSamples;
        sum.add(await renderer.advance(), start, renderer.weight);
      }
    }
    const end = Math.min(...renderers.map((renderer) => renderer.finishedSamples));
    const groups = sum.take(end - position);
    const mix = await excerpt.read(position, end - position);
    const residual = mix.map((samples, channel) => {
      const rest = new Float32Array(samples.length);
      for (let i = 0; i < samples.length; i++) {
        let claimed = 0;
        for (let group = 0; group < groupCount; group++) claimed += groups[group]![channel]![i]!;
        const left = samples[i]! - claimed;
        rest[i] = left;
        mixSquares += samples[i]! ** 2;
        residualSquares += left * left;
      }
      return rest;
    });
    // One value that is not a number anywhere makes the sum such a value.
    if (!Number.isFinite(residualSquares)) {
      return err(
        divisiError(
          'training-diverged',
          'The trained network gave masks that are not numbers; no stems were written.',
        ),
      );
    }
    const stems = [...groups, residual];
    limitedSamples += quantiser?.quantise(stems) ?? 0;
    const written = await files.write(stems);
    if (!written.ok) return written;
    position = end;
    request.onProgress?.(position / lengthSamples);
  }
  const residualDb = residualSquares === 0 ? -Infinity : 10 * Math.log10(residualSquares / mixSquares);
  return ok({ residualDb, limitedSamples });
}
