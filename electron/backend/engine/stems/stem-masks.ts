/**
 * What a separation model hands to the renderer: soft masks for the groups, produced frame block by
 * frame block so that long recordings never sit in memory.
 */
export interface StemMasks {
  /** Groups including 'rest', in stem order; the residual is what they leave. */
  readonly groupCount: number;
  /** STFT bins, windowSamples / 2 + 1. */
  readonly bins: number;
  readonly frames: number;
  /**
   * Masks of frames [startFrame, startFrame + frameCount), [groups, frames, bins] flattened,
   * each in [0, 1], their sum over groups <= 1 at every bin.
   */
  masksFor(startFrame: number, frameCount: number): Promise<Float32Array>;
}

/** One STFT with its masks; several layers are averaged in the time domain by `weight`. */
export type MaskLayer = {
  readonly windowSamples: number;
  readonly hopSamples: number;
  readonly masks: StemMasks;
  /** Weights of all layers sum to 1. */
  readonly weight: number;
};
