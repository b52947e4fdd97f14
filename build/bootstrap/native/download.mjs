import { Readable, Transform } from 'node:stream';

/**
 * Opens an address. Redirects are followed; proxies come from Node itself (NODE_USE_ENV_PROXY).
 *
 * @param {string} url
 * @param {{ firstByteMs: number, stallMs: number }} limits until the first byte; without any byte
 * @returns {Promise<{ body: Readable, sizeBytes: number | null }>}
 * @throws {Error} one line for people
 */
export async function openDownload(url, { firstByteMs, stallMs }) {
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(), firstByteMs);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || response.body === null) {
      controller.abort();
      throw new Error(`${new URL(url).host} answered ${response.status}`);
    }
    const watch = new Transform({
      transform(chunk, _encoding, done) {
        clearTimeout(timer);
        timer = setTimeout(() => controller.abort(), stallMs);
        done(null, chunk);
      },
      final(done) {
        clearTimeout(timer);
        done();
      },
      destroy(error, done) {
        clearTimeout(timer);
        controller.abort();
        done(error);
      },
    });
    const length = response.headers.get('content-length');
    const web = /** @type {import('node:stream/web').ReadableStream} */ (response.body);
    const raw = Readable.fromWeb(web);
    raw.on('error', (error) => watch.destroy(error));
    return { body: raw.pipe(watch), sizeBytes: length === null ? null : Number(length) };
  } catch (error) {
    clearTimeout(timer);
    throw new Error(explain(url, error), { cause: error });
  }
}

/**
 * @param {string} url
 * @param {unknown} error
 * @returns {string}
 */
function explain(url, error) {
  const { host } = new URL(url);
  if (error instanceof Error && error.name === 'AbortError') return `${host} did not answer in time`;
  if (error instanceof TypeError) return `${host} cannot be reached`;
  return error instanceof Error ? error.message : String(error);
}
