import { describe, expect, it } from 'vitest';
import { activityThresholds } from '../../../../shared/labels/activity-threshold.ts';

describe('thresholds of activity', () => {
  it('[Q8] are a tenth of what a class reaches when it is loud, each by itself', () => {
    const frames = 101;
    const activity = new Float32Array(frames * 3);
    for (let frame = 0; frame < frames; frame++) {
      activity[frame * 3] = frame;
      activity[frame * 3 + 1] = frame === 50 ? 4 : 0;
    }
    const [rising, once, silent] = activityThresholds(activity, 3);
    expect(rising).toBeCloseTo(9.6, 5);
    expect(once).toBeCloseTo(0.4, 5);
    expect(silent).toBe(Infinity);
  });
});
