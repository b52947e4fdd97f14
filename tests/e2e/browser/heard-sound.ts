/** What a page hands to the loudspeakers, recorded within it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { rms } from '../../support/stem-signals.ts';

type Ear = { rate: number; samples: number[]; sinks: string[] };
type WithEar = typeof globalThis & { ear?: Ear };

/** Hears every block, however busy the page is. */
const earWorklet = `
registerProcessor('ear', class extends AudioWorkletProcessor {
  process([[left, right]]) {
    if (left) this.port.postMessage(left.map((value, i) => (value + (right ?? left)[i]) / 2));
    return true;
  }
});`;

/** @param contextRate of every AudioContext, whatever the page asks for; null leaves it to the page */
export async function listenToPage(page: Page, contextRate: number | null): Promise<void> {
  // The worklet that listens is no file of the page's own.
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.addInitScript(installEar, { contextRate, earWorklet });
  await page.reload();
}

/** The next seconds, both channels' mean. */
export async function hear(page: Page, sec: number): Promise<{ samples: Float32Array; rate: number }> {
  await forget(page);
  return heardSince(page, sec);
}

export async function forget(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { ear } = globalThis as WithEar;
    if (ear !== undefined) ear.samples = [];
  });
}

/** From when it was last forgotten on, as soon as there is so much. */
export async function heardSince(page: Page, sec: number): Promise<{ samples: Float32Array; rate: number }> {
  const length = (): Promise<number> =>
    page.evaluate(() => {
      const { ear } = globalThis as WithEar;
      return ear === undefined ? 0 : ear.samples.length / ear.rate;
    });
  await expect.poll(length, { timeout: 20_000, interval: 50 }).toBeGreaterThan(sec);
  const { samples, rate } = await page.evaluate(() => {
    const { ear } = globalThis as WithEar;
    return { samples: ear!.samples, rate: ear!.rate };
  });
  return { samples: Float32Array.from(samples.slice(0, Math.round(sec * rate))), rate };
}

/** Everything since it was last forgotten. */
export async function heardSoFar(page: Page): Promise<Float32Array> {
  const samples = await page.evaluate(() => (globalThis as WithEar).ear?.samples ?? []);
  return Float32Array.from(samples);
}

/** Everything since it was last forgotten, once something was loud and two seconds more have passed. */
export async function heardSound(page: Page): Promise<{ samples: Float32Array; rate: number }> {
  const begin = (): Promise<number> =>
    page.evaluate(
      () => (globalThis as WithEar).ear?.samples.findIndex((value) => Math.abs(value) > 0.01) ?? -1,
    );
  await expect.poll(begin, { timeout: 30_000 }).toBeGreaterThanOrEqual(0);
  const rate = await page.evaluate(() => (globalThis as WithEar).ear!.rate);
  return heardSince(page, (await begin()) / rate + 2);
}

/** Outputs that the page chose, in order. */
export function chosenSinks(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as WithEar).ear?.sinks ?? []);
}

/** dB of full scale of one frequency. */
export function levelAt(samples: Float32Array, rate: number, hz: number): number {
  let re = 0;
  let im = 0;
  samples.forEach((value, i) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / samples.length);
    re += window * value * Math.cos((2 * Math.PI * hz * i) / rate);
    im += window * value * Math.sin((2 * Math.PI * hz * i) / rate);
  });
  return 20 * Math.log10((4 * Math.hypot(re, im)) / samples.length + 1e-9);
}

/** dB of one frequency where it is loudest, within 60 ms. */
export function loudest(samples: Float32Array, rate: number, hz: number): number {
  const frame = Math.round(0.06 * rate);
  let most = -Infinity;
  for (let at = 0; at + frame <= samples.length; at += frame / 2)
    most = Math.max(most, levelAt(samples.subarray(Math.round(at), Math.round(at) + frame), rate, hz));
  return most;
}

/** Seconds at which one frequency first passes a level, within 5 ms. */
export function riseOf(samples: Float32Array, rate: number, hz: number, levelDb: number): number {
  const frame = Math.round(0.04 * rate);
  const hop = Math.round(0.005 * rate);
  for (let at = 0; at + frame < samples.length; at += hop) {
    if (levelAt(samples.subarray(at, at + frame), rate, hz) > levelDb) return (at + frame / 2) / rate;
  }
  return NaN;
}

/** The quietest 10 ms, dB of full scale. */
export function quietest(samples: Float32Array, rate: number): number {
  const frame = Math.round(0.01 * rate);
  let least = Infinity;
  for (let at = 0; at + frame <= samples.length; at += frame) {
    least = Math.min(least, rms(samples.subarray(at, at + frame)));
  }
  return 20 * Math.log10(least + 1e-9);
}

/** Runs in the page, before anything of it. */
function installEar({
  contextRate,
  earWorklet,
}: {
  readonly contextRate: number | null;
  readonly earWorklet: string;
}): void {
  const scope = globalThis as WithEar;
  const ear: Ear = (scope.ear = { rate: 0, samples: [], sinks: [] });
  const Original = AudioContext;
  const ears = new WeakMap<BaseAudioContext, AudioNode>();
  const connect = Reflect.get(AudioNode.prototype, 'connect') as (...args: unknown[]) => unknown;
  const earOf = (context: BaseAudioContext): AudioNode => {
    const known = ears.get(context);
    if (known !== undefined) return known;
    const node = new AudioWorkletNode(context, 'ear', { channelCount: 2, channelCountMode: 'explicit' });
    ears.set(context, node);
    ear.rate = context.sampleRate;
    node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
      for (const value of data) ear.samples.push(value);
    };
    connect.call(node, context.destination);
    return node;
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    if (args[0] instanceof AudioDestinationNode) connect.call(this, earOf(this.context));
    return connect.apply(this, args) as AudioNode;
  };
  scope.AudioContext = class extends Original {
    constructor(options?: AudioContextOptions) {
      super(contextRate === null ? options : { ...options, sampleRate: contextRate });
      // Two modules may come in either order; the page's own waits for this one.
      const { audioWorklet } = this;
      const addModule = audioWorklet.addModule.bind(audioWorklet);
      const listens = addModule(URL.createObjectURL(new Blob([earWorklet], { type: 'text/javascript' })));
      audioWorklet.addModule = async (...args) => {
        await listens;
        await addModule(...args);
      };
    }
  };
  // Two outputs that every machine has, as far as the page knows.
  const outputs = ['headphones', 'desk'].map((name) => ({
    kind: 'audiooutput' as const,
    deviceId: name,
    groupId: name,
    label: name === 'desk' ? '' : 'Headphones',
    toJSON: () => ({}),
  }));
  navigator.mediaDevices.enumerateDevices = () => Promise.resolve(outputs);
  Reflect.set(Original.prototype, 'setSinkId', (id: string) => {
    ear.sinks.push(id);
    return Promise.resolve();
  });
}
