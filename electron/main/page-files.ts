/** The window's page and what belongs to it: files of one folder, under the content policy. */
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { contentPolicy, pageContentType } from '../../shared/contract/page-policy.ts';

/** Said of every answer: nothing is guessed from content, sent elsewhere, or shared with other origins. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
};

/** One name or several, none of which begins with a dot: nothing that could lead out. */
const plainPath = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/**
 * @param folder holds index.html; absolute
 * @returns null for a path that names nothing there
 */
export async function pageFile(folder: string, pathname: string): Promise<Response | null> {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  if (!plainPath.test(name)) return null;
  const path = join(folder, ...name.split('/'));
  if (!path.startsWith(folder + sep)) return null;
  try {
    // The archive of a package is read as a folder is, which knows no links.
    const bytes = await readFile(path);
    return new Response(new Uint8Array(bytes), {
      headers: { ...commonHeaders, 'Content-Type': pageContentType(name), 'Cache-Control': 'no-cache' },
    });
  } catch {
    return null;
  }
}
