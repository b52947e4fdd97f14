import { describe, expect, it } from 'vitest';
import { surveyRecording } from '../../../../../../electron/backend/engine/audio/survey-recording.ts';
import { memoryRecording } from '../../../../../support/memory-recording.ts';
import { noise, rms } from '../../../../../support/signals.ts';

describe('surveyRecording', () => {
  it('[A9] measures peak and level over all channels', async () => {
    const left = noise(70_000, 1);
    left[69_999] = -0.75;
    const right = noise(70_000, 2);
    const survey = await surveyRecording(memoryRecording([left, right]));
    if (!survey.ok) throw new Error(survey.error.message);
    expect(survey.value.peak).toBe(0.75);
    expect(survey.value.rms).toBeCloseTo(rms([...left, ...right]), 10);
  });

  it('[A9] refuses samples that are not numbers and says where', async () => {
    const samples = noise(70_000, 1);
    samples[66_150] = Number.NaN;
    samples[69_000] = Infinity;
    const survey = await surveyRecording(memoryRecording([samples, noise(70_000, 2)]));
    if (survey.ok) throw new Error('expected a refusal');
    expect(survey.error.code).toBe('audio-damaged');
    expect(survey.error.message).toMatch(/not numbers.*: 2, .*1\.500 s/);
  });

  it('[A9] refuses silence, takes a single sample', async () => {
    const silent = await surveyRecording(memoryRecording([new Float32Array(5)]));
    expect(silent.ok ? '' : silent.error.code).toBe('audio-empty');
    expect((await surveyRecording(memoryRecording([Float32Array.of(0.1)]))).ok).toBe(true);
  });

  it('stops when asked to', async () => {
    const survey = await surveyRecording(memoryRecording([noise(5, 1)]), AbortSignal.abort());
    expect(survey.ok ? '' : survey.error.code).toBe('cancelled');
  });
});
