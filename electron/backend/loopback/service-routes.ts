/** The service's byte ranges and uploads over HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorCatalogue } from '../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../shared/contract/errors.ts';
import { answerResource } from '../service/resource.ts';
import { resourceRoot } from '../service/resource-tree.ts';
import type { Service } from '../service/service.ts';
import { uploadRoot } from '../service/upload-shelf.ts';
import type { HttpRoute } from './loopback-server.ts';

/** GET and HEAD below `/resources/`: 200, 206, 304, 404, 416. */
export function resourceRoute(service: Service): HttpRoute {
  return async (asked, answer, url) => {
    if (!url.pathname.startsWith(resourceRoot)) return false;
    const { method } = asked;
    if (method !== 'GET' && method !== 'HEAD') return false;
    const gone = new AbortController();
    answer.once('close', () => gone.abort());
    const opened = await service.openResource(url.pathname, gone.signal);
    if (!opened.ok) {
      tellError(answer, opened.error);
      return true;
    }
    const { range, 'if-none-match': knownTag } = asked.headers;
    const { status, headers, body } = await answerResource(opened.value, {
      method,
      ...(range === undefined ? {} : { range }),
      ...(knownTag === undefined ? {} : { knownTag }),
    });
    answer.writeHead(status, headers);
    if (body === null) answer.end();
    else await sendBody(body, answer);
    return true;
  };
}

/** A page that stops listening, or skips to elsewhere, is no fault. */
async function sendBody(body: AsyncIterable<Uint8Array>, answer: ServerResponse): Promise<void> {
  try {
    await pipeline(Readable.from(body), answer);
  } catch (cause) {
    if (!answer.destroyed) throw cause;
  }
}

/** PUT `/uploads/<id>` with the piece's place in Content-Range: answers with how many bytes there are now. */
export function uploadRoute(service: Service): HttpRoute {
  return async (asked: IncomingMessage, answer, url) => {
    if (!url.pathname.startsWith(uploadRoot) || asked.method !== 'PUT') return false;
    const at = Number(/^bytes (\d+)-\d+\/\d+$/.exec(asked.headers['content-range'] ?? '')?.[1] ?? 0);
    const id = url.pathname.slice(uploadRoot.length);
    const appended = await service.uploads.append(id, at, asked as AsyncIterable<Uint8Array>);
    if (appended.ok) tellJson(answer, 200, { received: appended.value });
    else tellError(answer, appended.error);
    return true;
  };
}

function tellError(answer: ServerResponse, error: DivisiError): void {
  const status = error.code === 'file-missing' ? 404 : error.code === 'conflict' ? 409 : 400;
  tellJson(answer, status, { title: errorCatalogue[error.code].title, ...error });
}

function tellJson(answer: ServerResponse, status: number, value: unknown): void {
  answer.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  answer.end(JSON.stringify(value));
}
