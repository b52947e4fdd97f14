/** The Range header of HTTP, as far as players of sound use it: one range of bytes. */

export type ByteRange = {
  readonly start: number;
  /** One past the last byte. */
  readonly end: number;
};

/**
 * @returns 'whole' where no single range is asked for, which a server may answer with everything;
 *   'unsatisfiable' where the range lies outside
 * @source RFC 9110, section 14
 */
export function parseRange(
  header: string | undefined,
  sizeBytes: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) return 'whole';
  if (first === '') {
    const count = Math.min(Number(last), sizeBytes);
    return count === 0 ? 'unsatisfiable' : { start: sizeBytes - count, end: sizeBytes };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (last !== '' && Number(last) < start) return 'whole';
  return start < sizeBytes ? { start, end } : 'unsatisfiable';
}
