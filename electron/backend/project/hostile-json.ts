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
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Fails with 'project-damaged' for what is no JSON, and with 'project-unsafe' for nesting beyond 32 levels,
 * keys of an object's prototype, and numbers beyond what a float64 holds.
 * @param what names the text in messages: 'Line 3 of "x"'
 */
export function parseHostileJson(text: string, what: string): Result<unknown> {
  if (depthOf(text) > maxDepth) {
    return err(divisiError('project-unsafe', `${what} is nested deeper than ${maxDepth} levels.`));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err(divisiError('project-damaged', `${what} is no JSON: ${reason}.`));
  }
  const fault = faultIn(value);
  return fault === null ? ok(value) : err(divisiError('project-unsafe', `${what} ${fault}.`));
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

/** The recursion is bounded by the depth that was measured before. */
function faultIn(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'holds a number that is too large';
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      const fault = faultIn(item);
      if (fault !== null) return fault;
    }
    return null;
  }
  for (const [key, item] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) return `uses the reserved name "${key}"`;
    const fault = faultIn(item);
    if (fault !== null) return fault;
  }
  return null;
}
