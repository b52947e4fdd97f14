/**
 * Copies rows of a [frames, width] matrix into a batch, with their neighbours where the network sees
 * several frames; the matrix is never blown up by the number of neighbours.
 */

/**
 * @param matrix [frames, width] flattened
 * @param centres frames of the batch, each in [0, frames)
 * @param contextFrames odd: the centre frame and as many before as after it; beyond either end the edge
 *   frame repeats
 * @returns [centres, contextFrames * width] flattened, earliest neighbour first
 * @source Ewert & Sandler 2017, section 3, last paragraph; the paper leaves the edges open
 */
export function gatherContext(
  matrix: ArrayLike<number>,
  width: number,
  centres: ArrayLike<number>,
  contextFrames: number,
): Float32Array {
  if (contextFrames % 2 !== 1) throw new Error(`expected an odd number of frames, got ${contextFrames}`);
  const frames = matrix.length / width;
  const reach = (contextFrames - 1) / 2;
  const batch = new Float32Array(centres.length * contextFrames * width);
  let write = 0;
  for (let row = 0; row < centres.length; row++) {
    for (let offset = -reach; offset <= reach; offset++) {
      const frame = Math.min(frames - 1, Math.max(0, (centres[row] ?? 0) + offset));
      copyRow(matrix, frame * width, batch, write, width);
      write += width;
    }
  }
  return batch;
}

function copyRow(
  from: ArrayLike<number>,
  read: number,
  to: Float32Array,
  write: number,
  width: number,
): void {
  if (from instanceof Float32Array) {
    to.set(from.subarray(read, read + width), write);
    return;
  }
  for (let column = 0; column < width; column++) to[write + column] = from[read + column] ?? 0;
}
