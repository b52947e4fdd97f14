/** What TypeScript's library leaves out: the scope of an AudioWorklet, style sheets, scripts as addresses. */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

declare function registerProcessor(
  name: string,
  processor: new (options: { readonly processorOptions?: unknown }) => AudioWorkletProcessor,
): void;

declare module '*.css';

declare module '*?worker&url' {
  const url: string;
  export default url;
}
