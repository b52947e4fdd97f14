/** From a trace of Chromium to what a window's frames took. Times of traces are microseconds, those of results ms. */

/** An event of Chromium's trace format, as far as it is read here. */
export type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Of complete events: by the clock, and as the thread itself worked. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {
    readonly data?: { readonly type?: string };
    readonly chrome_frame_reporter?: { readonly state?: string };
    readonly frame_reporter?: { readonly state?: string };
  };
};

export const traceCategories: readonly string[] = Object.freeze([
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'cc',
  'benchmark',
]);

const frameName = 'ProxyMain::BeginMainFrame';

export type FrameTimes = {
  /** Of frames that answer an input: script, style, layout and paint of the page's main thread since the frame before. */
  readonly workMs: readonly number[];
  /** From one frame to the next, of all. */
  readonly intervalMs: readonly number[];
  /** 0..1 of the frames that should have been shown. */
  readonly droppedShare: number;
};

/**
 * Of the page whose main thread made the most frames. The work is the thread's own time, so that other programs of
 * a busy machine do not count. Cost O(events log events).
 * @param type of the inputs, as DOM events are called: 'wheel'
 * @throws Error for a trace without frames: it was made of something else
 */
export function frameTimes(events: readonly TraceEvent[], type: string): FrameTimes {
  const { pid, tid } = mainThread(events);
  const own = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X');
  const frames = own.filter(({ name }) => name === frameName).sort((a, b) => a.ts - b.ts);
  const tasks = own.filter(({ name }) => name === 'RunTask').sort((a, b) => a.ts - b.ts);
  const inputs = own.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === type);
  const workMs: number[] = [];
  let next = tasks.findIndex(({ ts }) => ts >= endOf(frames[0]!));
  if (next < 0) next = tasks.length;
  for (const [index, frame] of frames.slice(1).entries()) {
    const from = endOf(frames[index]!);
    let work = 0;
    for (; next < tasks.length && tasks[next]!.ts < endOf(frame); next++) {
      work += tasks[next]!.tdur ?? tasks[next]!.dur ?? 0;
    }
    const isAnswer = inputs.some(({ ts }) => ts >= from && ts < endOf(frame));
    if (isAnswer) workMs.push(work / 1000);
  }
  return {
    workMs,
    intervalMs: frames.slice(1).map(({ ts }, index) => (ts - frames[index]!.ts) / 1000),
    droppedShare: droppedShare(events.filter((event) => event.pid === pid)),
  };
}

/**
 * From every input of a kind to the next picture that went to the screen after the page had painted: ms by the clock.
 * @param type as DOM events are called: 'keydown'
 */
export function inputToPaint(events: readonly TraceEvent[], type: string): readonly number[] {
  const { pid } = mainThread(events);
  const own = events.filter((event) => event.pid === pid).sort((a, b) => a.ts - b.ts);
  const inputs = own.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === type);
  const commits = own.filter(({ name, ph }) => name === 'Commit' && ph === 'X');
  const drawn = own.filter(({ name }) => name === 'DrawFrame');
  return inputs.flatMap((input) => {
    const commit = commits.find(({ ts }) => ts >= endOf(input));
    const draw = commit === undefined ? undefined : drawn.find(({ ts }) => ts >= endOf(commit));
    return draw === undefined ? [] : [(draw.ts - input.ts) / 1000];
  });
}

function mainThread(events: readonly TraceEvent[]): { readonly pid: number; readonly tid: number } {
  const counts = new Map<string, { readonly pid: number; readonly tid: number; count: number }>();
  for (const { name, pid, tid } of events) {
    if (name !== frameName) continue;
    const key = `${pid} ${tid}`;
    const thread = counts.get(key) ?? { pid, tid, count: 0 };
    thread.count += 1;
    counts.set(key, thread);
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  if (most === undefined) throw new Error('the trace holds no frames of a page');
  return most;
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}

function droppedShare(events: readonly TraceEvent[]): number {
  const states = events
    .filter(({ name }) => name === 'PipelineReporter')
    .map(({ args }) => args?.chrome_frame_reporter?.state ?? args?.frame_reporter?.state);
  const count = (state: string): number => states.filter((each) => each === state).length;
  const dropped = count('STATE_DROPPED');
  return dropped / Math.max(dropped + count('STATE_PRESENTED_ALL'), 1);
}
