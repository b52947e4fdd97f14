import { describe, expect, it } from 'vitest';
import { parseNpy } from '../../../../renderer/backend/npy-rows.ts';

function npy(header: string, values: readonly number[]): ArrayBuffer {
  const bytes = new Uint8Array(10 + header.length + values.length * 4);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]);
  bytes.set(new TextEncoder().encode(header), 10);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setFloat32(10 + header.length + index * 4, value, true));
  return bytes.buffer;
}

const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }  \n";

describe('NumPy tables', () => {
  it('[U21] rows and columns of float32 are read', () => {
    const table = parseNpy(npy(header, [1, 2, 3, 4, 5, 6]));
    expect(table).toMatchObject({ rows: 2, columns: 3 });
    expect([...table!.values]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('[U21] anything else is refused', () => {
    expect(parseNpy(new ArrayBuffer(40))).toBeNull();
    expect(parseNpy(npy(header, [1, 2]))).toBeNull();
    expect(parseNpy(npy(header.replace('<f4', '<f8'), [1, 2, 3, 4, 5, 6]))).toBeNull();
    expect(parseNpy(npy(header.replace('False', 'True'), [1, 2, 3, 4, 5, 6]))).toBeNull();
  });
});
