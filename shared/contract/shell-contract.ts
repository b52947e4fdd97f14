/**
 * What the desktop application asks of the service beside what a window does: bytes for its own protocol, and where
 * finished files lie. Only main has such a connection; pages never see a path of a resource.
 */
import { request } from '../rpc/declaration.ts';
import type { CallName, ParamsOf } from '../rpc/declaration.ts';
import { objectOf, oneOf, optional, textLike, wholeIn } from '../std/shape.ts';
import type { Shape } from '../std/shape.ts';

export type ResourceAsk = {
  /** Below `/resources/`. */
  readonly path: string;
  readonly method: 'GET' | 'HEAD';
  /** Headers of HTTP, as they came. */
  readonly range?: string;
  readonly knownTag?: string;
};

export type ResourceHead = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** To read the body with, to its end or until it is closed; null without one. */
  readonly body: number | null;
};

export const shellContract = {
  'resource.open': request<ResourceAsk, ResourceHead>(),
  /** The next block; null after the last one. Asked for one at a time, so that a slow reader holds one block. */
  'resource.read': request<{ readonly body: number }, { readonly bytes: Uint8Array | null }>(),
  'resource.close': request<{ readonly body: number }, null>(),
  /** A piece of a file without a path, which came by the application's own protocol. */
  'upload.append': request<
    { readonly upload: string; readonly at: number; readonly bytes: Uint8Array },
    { readonly received: number }
  >(),
  /** The file on the disk that a resource of a project's exports names. */
  'export.locate': request<{ readonly resource: string }, { readonly path: string }>(),
};

export type ShellContract = typeof shellContract;

const aResource = textLike(/^\/resources\/[^\p{Cc}]{1,4000}$/u, 'a resource');
const aHeader = textLike(/^[^\p{Cc}]{1,200}$/u, 'a header');
const aBody = objectOf<{ readonly body: number }>({ body: wholeIn(0, Number.MAX_SAFE_INTEGER) });
const someBytes: Shape<Uint8Array> = {
  fault: (value, at) => (value instanceof Uint8Array ? null : `${at}: expected bytes`),
};

export const shellShapes: { readonly [K in CallName<ShellContract>]: Shape<ParamsOf<ShellContract[K]>> } = {
  'resource.open': objectOf<ResourceAsk>({
    path: aResource,
    method: oneOf(['GET', 'HEAD']),
    range: optional(aHeader),
    knownTag: optional(aHeader),
  }),
  'resource.read': aBody,
  'resource.close': aBody,
  'upload.append': objectOf<ParamsOf<ShellContract['upload.append']>>({
    upload: textLike(/^[0-9a-f]{1,64}$/, 'an upload'),
    at: wholeIn(0, Number.MAX_SAFE_INTEGER),
    bytes: someBytes,
  }),
  'export.locate': objectOf<{ readonly resource: string }>({ resource: aResource }),
};
