/**
 * JSON that a stranger may have written. `JSON.parse` itself is safe; what comes after it is not: walks of
 * deep values end in a stack overflow, '__proto__' as a key changes objects that are built from it, and
 * 1e999 is read as Infinity.
 */
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';

/** Documents need 6 or 7 levels. */
const maxDepth = 32;
const tooDeep = `is nested deeper than ${maxDepth} levels`;
/** So many characters of nothing but brackets are parsed in some hundred megabytes; longer texts are measured before. */
const mostUnmeasured = 8 * 2 ** 20;
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Fails with 'project-damaged' for what is no JSON, and with 'project-unsafe' for nesting beyond 32 levels,
 * keys of an object's prototype, and numbers beyond what a float64 holds.
 * @param what names the text in messages: 'Line 3 of "x"'
 */
export function parseHostileJson(text: string, what: string): Result<unknown> {
  const unsafe = (fault: string): Result<never> => err(divisiError('project-unsafe', `${what} ${fault}.`));
  if (text.length > mostUnmeasured && depthOf(text) > maxDepth) return unsafe(tooDeep);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (depthOf(text) > maxDepth) return unsafe(tooDeep);
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err(divisiError('project-damaged', `${what} is no JSON: ${reason}.`));
  }
  const fault = faultIn(value, maxDepth);
  return fault === null ? ok(value) : unsafe(fault);
}

/** Brackets outside of strings; right for JSON, and a bound for anything else. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

/** @param levels how many more there may be: the recursion goes no deeper */
function faultIn(value: unknown, levels: number): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'holds a number that is too large';
  if (typeof value !== 'object' || value === null) return null;
  if (levels === 0) return tooDeep;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      const fault = faultIn(item, levels - 1);
      if (fault !== null) return fault;
    }
    return null;
  }
  // Nothing is inherited by what JSON.parse makes.
  for (const key in value) {
    if (forbiddenKeys.has(key)) return `uses the reserved name "${key}"`;
    const fault = faultIn((value as Readonly<Record<string, unknown>>)[key], levels - 1);
    if (fault !== null) return fault;
  }
  return null;
}
