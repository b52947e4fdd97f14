/** What a page of Divisi may load, whichever protocol brings it, and what its files are. */

/** Scripts come from files alone; worklets and workers from the same origin; styles may be inline. */
export const contentPolicy: string =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  json: 'application/json',
};

/** By the file's extension. */
export function pageContentType(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return (
    (Object.hasOwn(contentTypes, extension) ? contentTypes[extension] : null) ?? 'application/octet-stream'
  );
}
