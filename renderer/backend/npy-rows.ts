/** NumPy's file format, as far as the service writes it: float32, C order, two dimensions. */

export type NpyRows = { readonly rows: number; readonly columns: number; readonly values: Float32Array };

/** @returns null for anything else */
export function parseNpy(bytes: ArrayBuffer): NpyRows | null {
  const view = new DataView(bytes);
  if (bytes.byteLength < 12 || view.getUint32(0) !== 0x934e554d || view.getUint16(4) !== 0x5059) return null;
  const isLong = view.getUint8(6) >= 2;
  const start = isLong ? 12 : 10;
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true);
  if (start + length > bytes.byteLength) return null;
  const header = new TextDecoder('latin1').decode(new Uint8Array(bytes, start, length));
  const shape = /'shape':\s*\((\d+),\s*(\d+)\)/.exec(header);
  if (shape === null || !header.includes("'<f4'") || /'fortran_order':\s*True/.test(header)) return null;
  const [rows, columns] = [Number(shape[1]), Number(shape[2])];
  if (bytes.byteLength - start - length < rows * columns * 4) return null;
  // Copied: the header may leave the numbers where no Float32Array may begin.
  return {
    rows,
    columns,
    values: new Float32Array(bytes.slice(start + length, start + length + rows * columns * 4)),
  };
}
