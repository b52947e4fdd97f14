/** The window's page and what belongs to it: files of one folder, under a strict content policy. */
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { contentPolicy, pageContentType } from '../../../shared/contract/page-policy.ts';
import { systemCode } from '../engine/audio/file-failure.ts';
import type { HttpRoute } from './loopback-server.ts';

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
      const type = pageContentType(file);
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
