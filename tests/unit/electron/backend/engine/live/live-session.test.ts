import { beforeAll, describe, expect, it } from 'vitest';
import type { LiveOrder } from '../../../../../../electron/backend/engine/live/live-order.ts';
import type { PreviewReport } from '../../../../../../electron/backend/engine/live/live-preview.ts';
import { LiveSession } from '../../../../../../electron/backend/engine/live/live-session.ts';
import type { Tensors } from '../../../../../../electron/backend/native/load-tensorflow.ts';
import type { MethodName, MethodOverrides } from '../../../../../../shared/document/method-overrides.ts';
import type { Result } from '../../../../../../shared/std/result.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { plainTensors } from '../../../../../support/tensors.ts';
import { writeToyPiece } from '../../../../../support/toy-piece.ts';

const temp = useTempFolder();
const project = '/a project';
const { signal } = new AbortController();
let tensors: Tensors;
let recordingPath = '';
beforeAll(async () => {
  tensors = await plainTensors();
  ({ recordingPath } = await writeToyPiece(temp));
});

function orderFor(method: MethodName, overrides: MethodOverrides): LiveOrder {
  const decays = true;
  return {
    recordingPath,
    notes: [
      { part: 0, pitchMidi: 76, onsetSec: 0.1, offsetSec: 0.8 },
      { part: 0, pitchMidi: 79, onsetSec: 0.9, offsetSec: 1.9 },
      { part: 1, pitchMidi: 48, onsetSec: 0.1, offsetSec: 1.2 },
      { part: 1, pitchMidi: 53, onsetSec: 1.3, offsetSec: 1.9 },
    ],
    parts: [
      { instrumentKey: 'a', decays },
      { instrumentKey: 'a', decays },
    ],
    paint: [],
    groups: ['g1', 'g2'],
    groupOfNote: [0, 0, 1, 1],
    method,
    overrides,
    seed: 1,
    tuningCents: 0,
    adjustment: { strengths: [], regions: [] },
  };
}

/** Trains, and asks for a preview at the beginning, at every step that the training reports, and at its end. */
async function previewsOf(
  order: LiveOrder,
  asks: (step: number) => LiveOrder = () => order,
): Promise<{ readonly answers: readonly Result<PreviewReport>[]; readonly epochs: number }> {
  const session = new LiveSession(tensors);
  const asked: Promise<Result<PreviewReport>>[] = [];
  const ask = (): void => {
    const folder = temp(`${order.method} ${asked.length}`);
    const task = { project, fromSec: 0.2, toSec: 0.7, stems: ['g2'], folder };
    asked.push(session.preview(asks(asked.length), null, task, { signal, onProgress() {}, warn() {} }));
  };
  const trained = session.train(
    { job: 'job1', project, order, weightsPath: temp(`${order.method}.divisi-model`), startPath: null },
    { signal, warn() {}, onLoss() {}, onProgress: ask },
  );
  ask();
  const report = await trained;
  if (!report.ok) throw new Error(report.error.message);
  ask();
  const answers = await Promise.all(asked);
  await session.close();
  return { answers, epochs: report.value.epochs };
}

describe('previews of a training that runs', () => {
  it.each([
    ['divisi', { epochs: 3, hiddenUnits: 16 }],
    ['A', { epochs: 4 }],
    ['A+', { epochs: 4 }],
    ['B', { epochs: 4, hiddenUnits: 16 }],
    ['C', { epochs: 4, hiddenUnits: 16 }],
    ['D', { epochs: 4, hiddenUnits: 16 }],
  ] as const)('[RP31] by %s: every pass is shown to who asked before its end', async (method, overrides) => {
    const { answers, epochs } = await previewsOf(orderFor(method, overrides));
    const shown = answers.map((answer) => (answer.ok ? answer.value : answer.error.message));
    for (const each of shown) {
      expect(each).toMatchObject({ startSample: 1600, endSample: 5600, files: [{ group: 'g2' }] });
    }
    const passes = answers.map((answer) => (answer.ok ? answer.value.epoch : -1));
    const during = passes.filter((pass) => pass !== null);
    expect([...new Set(during)]).toEqual(Array.from({ length: epochs }, (_, index) => index + 1));
    expect(passes.at(-1)).toBeNull();
  });

  it('[RP31] notes that came since the training began are in it, where the method can do that', async () => {
    const order = orderFor('divisi', { epochs: 3, hiddenUnits: 16 });
    const added = { part: 1, pitchMidi: 60, onsetSec: 0.3, offsetSec: 0.6 };
    const edited = { ...order, notes: [...order.notes, added], groupOfNote: [...order.groupOfNote, 1] };
    const { answers } = await previewsOf(order, (step) => (step > 2 ? edited : order));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const network = orderFor('D', { epochs: 2, hiddenUnits: 16 });
    const { answers: asTrained } = await previewsOf(network, (step) =>
      step > 2 ? { ...edited, method: 'D', overrides: network.overrides } : network,
    );
    // Only after the end there is nothing to fall back to.
    expect(asTrained.filter(({ ok }) => !ok)).toHaveLength(1);
    expect(asTrained.at(-1)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it.each([
    ['of another project', '/another', false],
    ['that is stopped', project, true],
  ])('[RP31] a training %s shows nothing', async (_, asking, isStopped) => {
    const session = new LiveSession(tensors);
    const order = orderFor('A+', { epochs: 2 });
    const stop = new AbortController();
    const task = { project: asking, fromSec: 0, toSec: 1, stems: null, folder: temp('other') };
    const asked: Promise<Result<PreviewReport>>[] = [];
    const trained = await session.train(
      { job: 'job1', project, order, weightsPath: temp('own.divisi-model'), startPath: null },
      {
        signal: stop.signal,
        warn() {},
        onLoss() {},
        onProgress() {
          if (asked.length === 0) {
            asked.push(session.preview(order, null, task, { signal, onProgress() {}, warn() {} }));
          }
          if (isStopped) stop.abort();
        },
      },
    );
    expect(trained.ok).toBe(!isStopped);
    expect(await asked[0]).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await session.close();
  });

  it('[X80] a finished training tells its null, leakage and residual', async () => {
    const session = new LiveSession(tensors);
    const trained = await session.train(
      {
        job: 'job1',
        project,
        order: orderFor('divisi', { epochs: 20, hiddenUnits: 16 }),
        weightsPath: temp('q.divisi-model'),
        startPath: null,
      },
      { signal, warn() {}, onLoss() {}, onProgress() {} },
    );
    if (!trained.ok) throw new Error(trained.error.message);
    const { quality } = trained.value;
    expect(quality.nullDb).toBeLessThan(-120);
    expect(quality.leakageDb).toBeLessThan(-15);
    expect(quality.residualDb).toBeLessThan(-10);
    await session.close();
  });
});
