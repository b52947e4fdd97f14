/** Which pieces of the stems have to be there: a little ahead of the playhead, and the loop's beginning. */

export const chunkFrames = 32_768;

export type LoopFrames = { readonly from: number; readonly to: number };

/** Ahead of the playhead: enough for a slow answer, little enough for many stems. */
const aheadChunks = 4;

/**
 * Indices of chunks in the order in which they are needed, each once. Memory is bounded by these, however
 * long the recording.
 * @param positionFrame the first frame that is still needed
 */
export function wantedChunks(positionFrame: number, lengthFrames: number, loop: LoopFrames | null): number[] {
  const wanted: number[] = [];
  const lastChunk = Math.max(0, Math.ceil(lengthFrames / chunkFrames) - 1);
  let at = Math.min(chunkOf(positionFrame), lastChunk);
  while (wanted.length < aheadChunks && !wanted.includes(at)) {
    wanted.push(at);
    const isAtLoopEnd = loop !== null && positionFrame < loop.to && chunkOf(loop.to - 1) === at;
    if (isAtLoopEnd) at = chunkOf(loop.from);
    else if (at < lastChunk) at += 1;
    else break;
  }
  return wanted;
}

export function chunkOf(frame: number): number {
  return Math.floor(Math.max(frame, 0) / chunkFrames);
}
