/** Reads a float32 matrix from a NumPy file, version 1, little endian, row by row. */
export type NpyMatrix = { readonly rows: number; readonly columns: number; readonly values: Float32Array };

/** @throws for anything else */
export function parseNpyMatrix(bytes: Uint8Array): NpyMatrix {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = 10 + view.getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(10, headerBytes));
  const shape = /'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)/.exec(header);
  if (shape === null) throw new Error(`expected a float32 matrix, got ${header.trim()}`);
  const rows = Number(shape[1]);
  const columns = Number(shape[2]);
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    view.getFloat32(headerBytes + 4 * i, true),
  );
  return { rows, columns, values };
}
