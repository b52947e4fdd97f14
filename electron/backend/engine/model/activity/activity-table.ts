/** The bytes of an activity file: comma-separated text, or a NumPy array. */
import type { FrameGrid } from '../../../../../shared/labels/frame-grid.ts';
import type { UnitTable } from '../../../../../shared/labels/unit-table.ts';
import type { LearnedRepresentation } from '../learned-representation.ts';
import { classActivity, className } from './class-activity.ts';

export type ActivitySource = {
  readonly representation: Pick<LearnedRepresentation, 'activations' | 'units'>;
  readonly unitTable: UnitTable;
  readonly grid: FrameGrid;
};

export type ActivityFormat = 'npy' | 'csv';

const blockFrames = 512;

/** What each column holds: 'time_sec' (of the frame's centre, in the recording), then every class. */
export function activityColumns({ classes }: UnitTable): string[] {
  return ['time_sec', ...classes.map(className)];
}

/**
 * The file block by block. Both formats hold one row per frame with the columns of
 * {@link activityColumns}; .npy is a float32 array [frames, 1 + classes] without names.
 */
export function* activityBytes(source: ActivitySource, format: ActivityFormat): Generator<Uint8Array> {
  const { grid, unitTable, representation } = source;
  const columns = activityColumns(unitTable);
  const encoder = new TextEncoder();
  yield format === 'npy' ? npyHeader(grid.frames, columns.length) : encoder.encode(`${columns.join(',')}\n`);
  for (let start = 0; start < grid.frames; start += blockFrames) {
    const count = Math.min(blockFrames, grid.frames - start);
    const activity = classActivity(representation, unitTable, start, count);
    const classCount = columns.length - 1;
    const rows = new Float32Array(count * columns.length);
    for (let frame = 0; frame < count; frame++) {
      rows[frame * columns.length] = grid.startSec + (start + frame) * grid.hopSec;
      rows.set(activity.subarray(frame * classCount, (frame + 1) * classCount), frame * columns.length + 1);
    }
    yield format === 'npy' ? littleEndian(rows) : encoder.encode(csvRows(rows, columns.length));
  }
}

/** @source NumPy, "npy format", version 1.0: the array's data start at a multiple of 64 bytes. */
function npyHeader(rows: number, columns: number): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const prefixBytes = 10;
  const size = Math.ceil((prefixBytes + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(size).fill(0x20);
  const length = size - prefixBytes;
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 0xff, length >> 8]);
  bytes.set(new TextEncoder().encode(text), prefixBytes);
  bytes[size - 1] = 0x0a;
  return bytes;
}

function littleEndian(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => view.setFloat32(index * 4, value, true));
  return new Uint8Array(view.buffer);
}

function csvRows(rows: Float32Array, columns: number): string {
  let text = '';
  for (let start = 0; start < rows.length; start += columns) {
    const [time = 0, ...values] = rows.subarray(start, start + columns);
    text += `${time.toFixed(4)},${values.map((value) => (value === 0 ? '0' : value.toPrecision(6))).join(',')}\n`;
  }
  return text;
}
