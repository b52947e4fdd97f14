import { describe, expect, it } from 'vitest';
import { frameTimes, inputToPaint } from '../../../../bench/window/trace-frames.ts';
import type { TraceEvent } from '../../../../bench/window/trace-frames.ts';

/** ms in, microseconds out. */
function event(
  name: string,
  tsMs: number,
  fields: Partial<TraceEvent> & { durMs?: number } = {},
): TraceEvent {
  const { durMs, ...rest } = fields;
  const base = { name, ph: 'X', pid: 1, tid: 1, ts: tsMs * 1000, ...rest };
  return durMs === undefined ? base : { ...base, dur: durMs * 1000 };
}

const frame = (tsMs: number): TraceEvent => event('ProxyMain::BeginMainFrame', tsMs, { durMs: 1 });
const task = (tsMs: number, durMs: number, own = durMs): TraceEvent =>
  event('RunTask', tsMs, { durMs, tdur: own * 1000 });
const reported = (state: string): TraceEvent =>
  event('PipelineReporter', 0, { ph: 'b', tid: 9, args: { frame_reporter: { state } } });

const wheel = (tsMs: number): TraceEvent =>
  event('EventDispatch', tsMs, { durMs: 0.1, args: { data: { type: 'wheel' } } });

const other = { pid: 2, tid: 2 };
const trace = [
  ...[0, 16, 33, 80].map(frame),
  task(0, 2),
  task(3, 1),
  task(15.5, 2.5, 2),
  task(32.5, 9, 4),
  task(50, 30, 20),
  task(79.9, 2),
  wheel(4),
  wheel(80.5),
  { ...task(20, 500), ...other },
  { ...frame(20), ...other },
  ...['STATE_PRESENTED_ALL', 'STATE_PRESENTED_ALL', 'STATE_PRESENTED_ALL', 'STATE_DROPPED'].map(reported),
  reported('STATE_NO_UPDATE_DESIRED'),
];

describe('frames of a trace', () => {
  it("[Q14] a frame's work is what the page's main thread itself did since the one before", () => {
    const frames = { workMs: [3, 22], intervalMs: [16, 17, 47], droppedShare: 0.25 };
    expect(frameTimes(trace, 'wheel')).toEqual(frames);
    expect(() => frameTimes([task(0, 1)], 'wheel')).toThrow('no frames');
  });

  it('[Q14] an input is answered by the first picture after the page painted', () => {
    const press = (tsMs: number): TraceEvent =>
      event('EventDispatch', tsMs, { durMs: 30, args: { data: { type: 'keydown' } } });
    const events = [
      ...trace,
      press(100),
      event('Commit', 110, { durMs: 5, ...other }),
      event('DrawFrame', 120, { ph: 'I', tid: 3 }),
      event('Commit', 135, { durMs: 5 }),
      event('DrawFrame', 139, { ph: 'I', tid: 3 }),
      event('DrawFrame', 142, { ph: 'I', tid: 3 }),
      press(200),
    ];
    expect(inputToPaint(events, 'keydown')).toEqual([42]);
    expect(inputToPaint(events, 'pointerdown')).toEqual([]);
  });
});
