/** Names of exported files: `<piece> - <nn> <group>`, safe on every system, free of collisions. */
import { safeFileName } from '../std/safe-file-name.ts';
import { uniqueNames } from '../std/unique-names.ts';

/** Characters of the piece's name that go into every file name. */
const mostPieceCharacters = 80;

export function pieceName(piece: string): string {
  return safeFileName(
    [...safeFileName(piece, 'piece')].slice(0, mostPieceCharacters).join('').trim(),
    'piece',
  );
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
