/** Shapes that several records share, with the bounds of what a project can hold. */
import type { FileReference } from '../file-reference.ts';
import { eitherOf, numberIn, objectOf, oneOf, refined, textLike, wholeIn } from '../../std/shape.ts';
import type { Shape } from '../../std/shape.ts';

/** Names of every object's prototype would pass for ids. */
const reserved = new Set(['constructor', 'prototype', '__proto__']);

export const anId: Shape<string> = refined(
  textLike(/^[A-Za-z0-9][A-Za-z0-9_.:/@-]{0,119}$/, 'an id of letters, digits and _ . : / @ -'),
  (id) => (reserved.has(id) ? `"${id}" is no id` : null),
);

/** One line of text that is not blank. */
export const aName = textLike(/^(?!\s*$)[^\p{Cc}]{1,200}$/u, 'a name of up to 200 characters in one line');
export const aRemark = textLike(/^[^\p{Cc}]{0,2000}$/u, 'a text of up to 2000 characters in one line');

/** Twelve days; either side of zero, because music may begin before its recording. */
export const seconds = numberIn(-1e6, 1e6);
export const secondsFromZero = numberIn(0, 1e6);
export const toleranceSec = numberIn(0, 60);
export const pitch = wholeIn(0, 127);
export const visitNumber = wholeIn(1, 1000);
export const wholeNumber = wholeIn(0, Number.MAX_SAFE_INTEGER);
export const order = wholeIn(0, 1_000_000);

const insidePath = refined(textLike(/^[^\\\p{Cc}:]{1,1000}$/u, 'a relative path'), (path) =>
  path.split('/').some((part) => part === '' || part === '.' || part === '..')
    ? `"${path}" leaves the project's folder`
    : null,
);
const outsidePath = textLike(/^[^\p{Cc}]{1,4000}$/u, 'a path');

const sha256 = textLike(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal digits');

export const aFile: Shape<FileReference> = eitherOf(
  objectOf<FileReference & { place: 'outside' }>({
    place: oneOf(['outside']),
    path: outsidePath,
    sha256,
    bytes: wholeNumber,
  }),
  objectOf<FileReference & { place: 'inside' }>({
    place: oneOf(['inside']),
    path: insidePath,
    sha256,
    bytes: wholeNumber,
  }),
);

/** For records with fromSec and toSec. */
export function rises(value: { readonly fromSec: number; readonly toSec: number }): string | null {
  return value.fromSec < value.toSec
    ? null
    : `it ends at ${value.toSec} s, before its start ${value.fromSec} s`;
}
