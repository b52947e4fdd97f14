/**
 * Expected failures are values. A function that can fail because of the user's world (a file, a
 * score, a disk) returns a {@link Result}; a broken precondition of the caller's throws.
 */
import type { DivisiError } from '../contract/errors.ts';

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err = { readonly ok: false; readonly error: DivisiError };
export type Result<T> = Ok<T> | Err;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function err(error: DivisiError): Err {
  return { ok: false, error };
}
