import util from 'node:util';

/**
 * Node 23 removed type predicates from `util` that tfjs-node 4.22 still calls while it runs. Puts back
 * those that are missing; harmless where they exist.
 */
export function restoreNodeUtil(target: Record<string, unknown> = util): void {
  for (const [name, predicate] of Object.entries(REMOVED_PREDICATES)) target[name] ??= predicate;
}

const REMOVED_PREDICATES: Readonly<Record<string, (value: unknown) => boolean>> = Object.freeze({
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === 'boolean',
  isFunction: (value) => typeof value === 'function',
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === 'number',
  isObject: (value) => typeof value === 'object' && value !== null,
  isString: (value) => typeof value === 'string',
  isUndefined: (value) => value === undefined,
});
