import { describe, expect, it } from 'vitest';
import {
  countAgreement,
  scoreAgreement,
  thresholdActivity,
} from '../../../../bench/quality/activity-agreement.ts';

describe('activity agreement', () => {
  it('[Q8] a class is active above a tenth of its own 95th percentile, whatever its level', () => {
    const loud = [0, 1, 10, 10, 10, 10];
    const activity = Float32Array.from(loud.flatMap((value) => [value, 1000 * value]));
    const active = thresholdActivity(activity, 2);
    expect([...active]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect([...thresholdActivity(new Float32Array(4), 2)]).toEqual([0, 0, 0, 0]);
  });

  it('[Q8] F1 counts cells of all classes together', () => {
    const counts = countAgreement(Uint8Array.of(1, 1, 1, 0), Uint8Array.of(1, 0, 1, 1));
    const { precision, recall, f1 } = scoreAgreement(counts);
    expect(precision).toBeCloseTo(2 / 3);
    expect(recall).toBeCloseTo(2 / 3);
    expect(f1).toBeCloseTo(2 / 3);
    expect(scoreAgreement({ both: 0, found: 0, wanted: 0 }).f1).toBe(0);
  });
});
