import { describe, expect, it } from 'vitest';
import { JobWatch } from '../../../../electron/main/job-watch.ts';
import type { JobKind, JobState } from '../../../../shared/contract/engine-state.ts';

const job = (id: string, kind: JobKind, fraction: number, project = 'p1'): JobState => ({
  id,
  project,
  kind,
  state: 'running',
  progress: { phase: kind, fraction, detail: '', secondsLeft: null },
});

function watch(): { jobs: JobWatch; told: string[]; clock: { ms: number } } {
  const told: string[] = [];
  const clock = { ms: 0 };
  const jobs = new JobWatch({
    nowMs: () => clock.ms,
    progress: (project, share) => told.push(`${project} ${share ?? 'none'}`),
    keepAwake: (isOn) => told.push(isOn ? 'awake' : 'asleep'),
    trainingEnded: (project) => told.push(`trained ${project}`),
  });
  return { jobs, told, clock };
}

describe('what the system shows of jobs', () => {
  it('[SH9] is the share of each project’s first job, taken away at its end', () => {
    const { jobs, told } = watch();
    jobs.change([job('1', 'align', 0.25), job('2', 'train', 0), job('3', 'export', 0.5, 'p2')]);
    jobs.change([job('2', 'train', 0.1)]);
    jobs.change([]);
    expect(told).toEqual(['p1 0.25', 'p2 0.5', 'awake', 'p1 0.1', 'p2 none', 'p1 none', 'asleep']);
  });

  it('[SH9] leaves out what is over at once', () => {
    const { jobs, told } = watch();
    jobs.change([job('1', 'preview', 0.5), job('2', 'activity', 0.5)]);
    expect(told).toEqual([]);
  });

  it('[SH18] is a word at the end of a training that took long', () => {
    const { jobs, told, clock } = watch();
    jobs.change([job('1', 'train', 0.1)]);
    expect([...jobs.training]).toEqual(['p1']);
    clock.ms = 10_000;
    jobs.change([]);
    expect(told).not.toContain('trained p1');
    jobs.change([job('2', 'train', 0.1)]);
    clock.ms = 60_000;
    jobs.change([job('2', 'train', 0.9)]);
    jobs.change([]);
    expect(told.at(-1)).toBe('asleep');
    expect(told).toContain('trained p1');
  });

  it('[SH10] ends with the service, without a word of success', () => {
    const { jobs, told, clock } = watch();
    jobs.change([job('1', 'train', 0.5)]);
    clock.ms = 90_000;
    jobs.lost();
    expect(told).toEqual(['p1 0.5', 'awake', 'p1 none', 'asleep']);
    expect(jobs.training.size).toBe(0);
  });
});
