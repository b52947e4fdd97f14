/** The window's page and what belongs to it: files of one folder, under a strict content policy. */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { systemCode } from '../engine/audio/file-failure.ts';
import type { HttpRoute } from './loopback-server.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Worklets and workers come from the same origin; data: pictures are small ones within styles. */
const contentPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** @param folder holds index.html; absolute */
export function pageRoute(folder: string): HttpRoute {
  return async (asked, answer, url) => {
    if (asked.method !== 'GET' && asked.method !== 'HEAD') return false;
    const name = url.pathname === '/' ? 'index.html' : decoded(url.pathname);
    if (name === null) return false;
    try {
      const root = await realpath(folder);
      const file = await realpath(join(root, name));
      if (!file.startsWith(root + sep)) return false;
      const bytes = await readFile(file);
      const type = contentTypes[extname(file)] ?? 'application/octet-stream';
      answer.writeHead(200, {
        'Content-Type': type,
        'Content-Length': bytes.length,
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': contentPolicy,
      });
      answer.end(asked.method === 'HEAD' ? undefined : bytes);
      return true;
    } catch (cause) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCode(cause) ?? '')) return false;
      throw cause;
    }
  };
}

function decoded(path: string): string | null {
  try {
    const name = decodeURIComponent(path.slice(1));
    return name.includes('\0') ? null : name;
  } catch {
    return null;
  }
}
