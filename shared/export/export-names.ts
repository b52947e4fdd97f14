/** Names of exported files: `<piece> - <nn> <group>`, safe on every system, free of collisions. */
import { safeFileName } from '../std/safe-file-name.ts';
import { utf8Bytes } from '../std/utf8.ts';
import { uniqueNames } from '../std/unique-names.ts';

/** Of the piece's name in every file name, UTF-8: as much again is left for the group. */
const mostPieceBytes = 80;

export function pieceName(piece: string): string {
  let name = '';
  let bytes = 0;
  for (const character of safeFileName(piece, 'piece')) {
    bytes += utf8Bytes(character).length;
    if (bytes > mostPieceBytes) break;
    name += character;
  }
  return safeFileName(name, 'piece');
}

/**
 * Numbers keep the files in the tracks' order, and apart where names differ only in odd characters.
 * @param first number of the first name
 * @param total of all numbered files, for the number of digits
 */
export function numberedNames(
  piece: string,
  names: readonly string[],
  first: number,
  total: number,
): string[] {
  const digits = total > 99 ? 3 : 2;
  return names.map((name, index) => {
    const number = String(first + index).padStart(digits, '0');
    return safeFileName(`${pieceName(piece)} - ${number} ${safeFileName(name, 'group')}`, number);
  });
}

/** Names without a number, such as `<piece> - mix`; equal ones are counted. */
export function plainNames(piece: string, names: readonly string[]): string[] {
  return uniqueNames(names.map((name) => safeFileName(`${pieceName(piece)} - ${name}`, 'file')));
}
