import { describe, expect, it } from 'vitest';
import type { LearnedRepresentation } from '../../../../../electron/backend/engine/model/learned-representation.ts';
import { TrainingLooks } from '../../../../bench/worker/training-looks.ts';

const nothing = {} as LearnedRepresentation;
const plan = { firstSec: 1, ratio: 2 };

function lookAt(looks: TrainingLooks, times: readonly number[]): void {
  times.forEach((sec, index) => looks.look({ epoch: index + 1, sec, cost: 1 }, () => nothing));
}

describe('TrainingLooks', () => {
  it('[Q7] looks at times that grow by a constant factor', () => {
    const looks = new TrainingLooks(plan, 100, new AbortController().signal);
    lookAt(looks, [0.5, 1, 1.5, 2.1, 3.9, 9, 10]);
    expect(looks.all.map(({ point }) => point.sec)).toEqual([1, 2.1, 9]);
    expect(looks.signal.aborted).toBe(false);
  });

  it('[Q7] takes a last look at the limit and ends the training', () => {
    const looks = new TrainingLooks(plan, 3, new AbortController().signal);
    lookAt(looks, [1, 3]);
    expect(looks.all.map(({ point }) => point.sec)).toEqual([1, 3]);
    expect(looks.signal.aborted).toBe(true);
  });

  it('[Q7] counts the time of layers that are finished', () => {
    const looks = new TrainingLooks(plan, 100, new AbortController().signal);
    looks.endLayer(nothing, [{ epoch: 5, sec: 4, cost: 2 }], 4.5);
    lookAt(looks, [1]);
    expect(looks.all.map(({ point, finishedLayers }) => [point.sec, finishedLayers])).toEqual([
      [4.5, 0],
      [5.5, 1],
    ]);
  });

  it('keeps the end of a layer once, as the layer itself', () => {
    const disposed: string[] = [];
    const named = (name: string): LearnedRepresentation =>
      ({ dispose: () => disposed.push(name) }) as unknown as LearnedRepresentation;
    const looks = new TrainingLooks(plan, 100, new AbortController().signal);
    looks.look({ epoch: 3, sec: 2, cost: 1 }, () => named('look'));
    looks.endLayer(named('end'), [{ epoch: 3, sec: 2, cost: 1 }], 2.1);
    expect(looks.all.map(({ point }) => point.sec)).toEqual([2.1]);
    expect(disposed).toEqual(['look']);
  });

  it('ends with the user', () => {
    const user = new AbortController();
    const looks = new TrainingLooks(plan, 100, user.signal);
    user.abort();
    expect(looks.signal.aborted).toBe(true);
  });
});
