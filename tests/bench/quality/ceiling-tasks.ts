/** What soft masks from the true stems reach at the default method's windows: its ceiling. */
import { join } from 'node:path';
import type { Recording } from '../../../electron/backend/engine/audio/recording.ts';
import { openRecording } from '../../../electron/backend/engine/audio/open-recording.ts';
import { methodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import { chooseStft } from '../../../electron/backend/engine/spectrum/stft-settings.ts';
import { renderStems } from '../../../electron/backend/engine/stems/render-stems.ts';
import type { MaskLayer } from '../../../electron/backend/engine/stems/stem-masks.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { excerptText } from '../bench-row.ts';
import type { RowOutcome } from '../bench-row.ts';
import type { BenchTask, BenchTools } from '../bench-task.ts';
import { cutFile } from './cut-recording.ts';
import type { Span } from './cut-recording.ts';
import type { TestPiece } from './data-set.ts';
import { evaluateStems, nsdrByGroup, scoreFigures } from './measure-separation.ts';
import { createOracleMasks } from './oracle-masks.ts';

const ceilingName = 'ceiling';

export function ceilingTasks(
  pieces: readonly TestPiece[],
  { excerptSec }: { readonly excerptSec: Span | null },
): BenchTask[] {
  const { layers } = methodSettings('divisi', {});
  return pieces.map((piece): BenchTask => ({
    identity: {
      section: 'ceiling',
      piece: piece.slug,
      piano: piece.piano,
      method: ceilingName,
      condition: '',
      settings: { excerpt: excerptText(excerptSec), layers, exponent: 2 },
      seed: 0,
    },
    async run(folder, tools) {
      const opened: Recording[] = [];
      try {
        return await measureCeiling(piece, excerptSec, folder, tools, opened);
      } finally {
        for (const recording of opened) await recording.close();
      }
    },
  }));
}

/** Fills `opened`, which is the caller's to close, after a failure too. */
async function measureCeiling(
  piece: TestPiece,
  excerptSec: Span | null,
  folder: string,
  tools: BenchTools,
  opened: Recording[],
): Promise<Result<RowOutcome>> {
  const startMs = performance.now();
  for (const [index, path] of [piece.mixPath, ...piece.references.map((each) => each.path)].entries()) {
    const cut = await cutFile(path, excerptSec, join(folder, `cut-${index}.wav`));
    if (!cut.ok) return cut;
    const recording = await openRecording(cut.value);
    if (!recording.ok) return recording;
    opened.push(recording.value);
  }
  const [mix, ...stems] = opened;
  if (mix === undefined) throw new RangeError('expected a mix');
  const layers: MaskLayer[] = [];
  for (const { windowMs, hopMs, weight } of methodSettings('divisi', {}).layers) {
    const stft = chooseStft(mix.sampleRate, windowMs, hopMs);
    if (!stft.ok) return stft;
    layers.push({ ...stft.value, weight, masks: createOracleMasks(stems, stft.value) });
  }
  const files = piece.references.map(({ group }) => ({ group, file: join(folder, `stem-${group}.wav`) }));
  const rendered = await renderStems({
    recording: mix,
    range: { startSample: 0, lengthSamples: mix.lengthSamples },
    layers,
    outputs: { groups: files.map(({ file }) => file), residual: join(folder, 'residual.wav') },
    encoding: 'float32',
    ditherSeed: 0,
    signal: tools.hooks.signal,
  });
  if (!rendered.ok) return rendered;
  const evaluated = await evaluateStems(piece, files, excerptSec, folder, tools);
  if (!evaluated.ok) return evaluated;
  const seconds = (performance.now() - startMs) / 1000;
  return ok({
    figures: { ...scoreFigures(evaluated.value), seconds },
    nsdr: nsdrByGroup(piece, evaluated.value),
    remarks: [],
  });
}
