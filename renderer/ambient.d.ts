/** What TypeScript's library leaves out: the scope of an AudioWorklet, style sheets, scripts as addresses. */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

declare function registerProcessor(
  name: string,
  processor: new (options: { readonly processorOptions?: unknown }) => AudioWorkletProcessor,
): void;

/** Of the AudioWorklet's scope: rate of the context, and its time at the block's beginning. */
declare const sampleRate: number;
declare const currentTime: number;

declare module '*.css';

declare module '*?worker&url' {
  const url: string;
  export default url;
}
