/**
 * The messages on the wire: short arrays, whose first item says what they are. Ids are the caller's, and
 * name a call until it ends.
 */
import type { DivisiError } from '../contract/errors.ts';

export type WireMessage =
  | readonly ['call', id: number, name: string, params: unknown]
  | readonly ['cancel', id: number]
  | readonly ['progress', id: number, value: unknown]
  | readonly ['ok', id: number, value: unknown]
  | readonly ['err', id: number, error: DivisiError]
  | readonly ['event', name: string, payload: unknown];

/**
 * Carries messages between two ends, in order. What a message holds is copied, never shared.
 * `onClose` is called once, when the other end is gone or was never there; at once when it is gone already.
 */
export type Transport = {
  /** Messages to an end that is gone are dropped. */
  send(message: WireMessage): void;
  /** @returns takes the listener away; likewise below */
  onMessage(listener: (message: WireMessage) => void): () => void;
  onClose(listener: () => void): () => void;
};

/** Null for anything that is not a message: whatever comes in is looked at before it is believed. */
export function parseWire(value: unknown): WireMessage | null {
  if (!Array.isArray(value)) return null;
  const [kind, key, third] = value as readonly unknown[];
  switch (kind) {
    case 'call':
      return value.length === 4 && isId(key) && typeof third === 'string' ? (value as never) : null;
    case 'cancel':
      return value.length === 2 && isId(key) ? (value as never) : null;
    case 'progress':
    case 'ok':
      return value.length === 3 && isId(key) ? (value as never) : null;
    case 'err':
      return value.length === 3 && isId(key) && isError(third) ? (value as never) : null;
    case 'event':
      return value.length === 3 && typeof key === 'string' ? (value as never) : null;
    default:
      return null;
  }
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isError(value: unknown): value is DivisiError {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message } = value as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' && typeof message === 'string';
}
