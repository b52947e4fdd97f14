/**
 * Bulk data as whoever plays or draws it sees it: bytes with a size, read in ranges. Which protocol carries
 * it (HTTP on the loopback, the application's own scheme) is not known here.
 */
import type { FileHandle } from 'node:fs/promises';
import { parseRange } from './byte-range.ts';

export type Resource = {
  readonly sizeBytes: number;
  readonly contentType: string;
  /** Changes with the content. */
  readonly tag: string;
  /** Bytes [start, end), a block at a time. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
};

export type ResourceAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null without a body; else reading it to its end, or giving it up, closes the resource. */
  readonly body: AsyncIterable<Uint8Array> | null;
};

/** Small enough that other requests are served between two blocks. */
const blockBytes = 256 * 1024;

/** The answer to GET or HEAD: 200, 206, 304 or 416. The resource is closed with the body, or at once. */
export async function answerResource(
  resource: Resource,
  ask: { readonly method: 'GET' | 'HEAD'; readonly range?: string; readonly knownTag?: string },
): Promise<ResourceAnswer> {
  const { sizeBytes, contentType, tag } = resource;
  const headers = {
    'Accept-Ranges': 'bytes',
    'Content-Type': contentType,
    ETag: tag,
    'Cache-Control': 'no-cache',
  };
  if (ask.knownTag === tag) {
    await resource.close();
    return { status: 304, headers, body: null };
  }
  const range = parseRange(ask.range, sizeBytes);
  if (range === 'unsatisfiable') {
    await resource.close();
    return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${sizeBytes}` }, body: null };
  }
  const { start, end } = range === 'whole' ? { start: 0, end: sizeBytes } : range;
  const status = range === 'whole' ? 200 : 206;
  const withLength = {
    ...headers,
    'Content-Length': String(end - start),
    ...(status === 206 ? { 'Content-Range': `bytes ${start}-${end - 1}/${sizeBytes}` } : {}),
  };
  if (ask.method === 'HEAD') {
    await resource.close();
    return { status, headers: withLength, body: null };
  }
  return { status, headers: withLength, body: closing(resource, start, end) };
}

async function* closing(resource: Resource, start: number, end: number): AsyncGenerator<Uint8Array, void> {
  try {
    yield* resource.read(start, end);
  } finally {
    await resource.close();
  }
}

/** An open file; the resource closes it. */
export async function fileResource(handle: FileHandle, contentType: string): Promise<Resource> {
  const { size, mtimeMs } = await handle.stat();
  return {
    sizeBytes: size,
    contentType,
    tag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
    async *read(start, end) {
      for (let position = start; position < end;) {
        const block = Buffer.allocUnsafe(Math.min(blockBytes, end - position));
        const { bytesRead } = await handle.read(block, 0, block.length, position);
        // A file that shrank meanwhile ends early; the length promised then breaks the connection.
        if (bytesRead === 0) return;
        yield block.subarray(0, bytesRead);
        position += bytesRead;
      }
    },
    close: () => handle.close(),
  };
}
