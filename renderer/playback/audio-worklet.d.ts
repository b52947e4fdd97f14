/** The global scope of an AudioWorklet, which TypeScript's library leaves out, and scripts as addresses. */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

declare function registerProcessor(
  name: string,
  processor: new (options: { readonly processorOptions?: unknown }) => AudioWorkletProcessor,
): void;

declare module '*?worker&url' {
  const url: string;
  export default url;
}
