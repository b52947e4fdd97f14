/**
 * Answers the requests of the application's own protocol: the page from its folder, resources and uploads from the
 * service, block by block. Main sees bytes and never the paths of resources.
 */
import type { ShellContract } from '../../shared/contract/shell-contract.ts';
import type { Client } from '../../shared/rpc/client.ts';
import { isOwnPage } from './app-address.ts';
import { commonHeaders, pageFile } from './page-files.ts';

export type ShellClient = Client<ShellContract>;

const resourceRoot = '/resources/';
const uploadRoot = '/uploads/';

/** @param shell waits until there is a service */
export function appProtocol(
  pageFolder: string,
  shell: () => Promise<ShellClient>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (!isOwnPage(request.url)) return refused(403);
    if (pathname.startsWith(uploadRoot) && request.method === 'PUT')
      return takeUpload(request, await shell());
    if (!isReading) return refused(405);
    if (pathname.startsWith(resourceRoot)) return giveResource(request, await shell());
    return (await pageFile(pageFolder, pathname)) ?? refused(404);
  };
}

async function giveResource(request: Request, shell: ShellClient): Promise<Response> {
  const range = request.headers.get('range');
  const knownTag = request.headers.get('if-none-match');
  const opened = await shell.call('resource.open', {
    path: new URL(request.url).pathname,
    method: request.method === 'HEAD' ? 'HEAD' : 'GET',
    ...(range === null ? {} : { range }),
    ...(knownTag === null ? {} : { knownTag }),
  });
  if (!opened.ok) return refused(opened.error.code === 'file-missing' ? 404 : 400, opened.error.message);
  const { status, headers, body } = opened.value;
  return new Response(body === null ? null : bodyOf(shell, body), {
    status,
    headers: { ...commonHeaders, ...headers },
  });
}

/** Blocks are asked for as they are taken; a reader that goes away closes the file. */
function bodyOf(shell: ShellClient, body: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(stream) {
        const block = await shell.call('resource.read', { body });
        if (!block.ok) stream.error(new Error(block.error.message));
        else if (block.value.bytes === null) stream.close();
        else stream.enqueue(new Uint8Array(block.value.bytes));
      },
      async cancel() {
        await shell.call('resource.close', { body });
      },
    },
    { highWaterMark: 1 },
  );
}

async function takeUpload(request: Request, shell: ShellClient): Promise<Response> {
  const at = Number(/^bytes (\d+)-\d+\/\d+$/.exec(request.headers.get('content-range') ?? '')?.[1] ?? 0);
  const upload = new URL(request.url).pathname.slice(uploadRoot.length);
  const bytes = new Uint8Array(await request.arrayBuffer());
  const appended = await shell.call('upload.append', { upload, at, bytes });
  if (!appended.ok) return refused(appended.error.code === 'conflict' ? 409 : 400, appended.error.message);
  return Response.json(appended.value, { headers: commonHeaders });
}

function refused(status: number, text = 'There is nothing here.'): Response {
  return new Response(text, {
    status,
    headers: { ...commonHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
