/**
 * The service as the desktop application's main process sees it: bytes for the application's own protocol, block by
 * block as they are asked for, and the places of finished files.
 */
import { shellShapes } from '../../../shared/contract/shell-contract.ts';
import type { ResourceAsk, ResourceHead, ShellContract } from '../../../shared/contract/shell-contract.ts';
import type { Handlers } from '../../../shared/rpc/declaration.ts';
import { serveContract } from '../../../shared/rpc/server.ts';
import type { Transport } from '../../../shared/rpc/wire.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { nodePlatform } from '../jobs/node-platform.ts';
import { paramsCheck } from './check-params.ts';
import { answerResource } from './resource.ts';
import type { Service } from './service.ts';

type Bodies = Map<number, AsyncIterator<Uint8Array>>;

export function serveShell(
  transport: Transport,
  service: Service,
  onFault: (name: string, cause: unknown) => void,
): void {
  const bodies: Bodies = new Map();
  let count = 0;
  const handlers: Handlers<ShellContract, AbortSignal> = {
    'resource.open': async (ask, { signal }) => {
      const answer = await openAnswer(service, ask, signal);
      if (!answer.ok) return answer;
      const { status, headers, body } = answer.value;
      if (body === null) return ok({ status, headers, body: null });
      const id = ++count;
      bodies.set(id, body[Symbol.asyncIterator]());
      return ok<ResourceHead>({ status, headers, body: id });
    },
    'resource.read': async ({ body }) => {
      const next = await bodies.get(body)?.next();
      if (next === undefined || next.done === true) {
        bodies.delete(body);
        return ok({ bytes: null });
      }
      return ok({ bytes: next.value });
    },
    'resource.close': async ({ body }) => {
      await closeBody(bodies, body);
      return ok(null);
    },
    'upload.append': async ({ upload, at, bytes }) => {
      const appended = await service.uploads.append(upload, at, pieces(bytes));
      return appended.ok ? ok({ received: appended.value }) : appended;
    },
    'export.locate': async ({ resource }) => {
      const located = await service.locateExport(resource);
      return located.ok ? ok({ path: located.value }) : located;
    },
  };
  serveContract<ShellContract, AbortSignal>(transport, handlers, {
    platform: nodePlatform,
    check: paramsCheck(shellShapes),
    onFault,
  });
  transport.onClose(() => {
    for (const body of bodies.keys()) void closeBody(bodies, body);
  });
}

async function openAnswer(
  service: Service,
  { path, method, range, knownTag }: ResourceAsk,
  signal: AbortSignal,
): Promise<Result<Awaited<ReturnType<typeof answerResource>>>> {
  const opened = await service.openResource(path, signal);
  if (!opened.ok) return opened;
  const ask = {
    method,
    ...(range === undefined ? {} : { range }),
    ...(knownTag === undefined ? {} : { knownTag }),
  };
  return ok(await answerResource(opened.value, ask));
}

/** Giving a body up closes its file. */
async function closeBody(bodies: Bodies, id: number): Promise<void> {
  const body = bodies.get(id);
  bodies.delete(id);
  await body?.return?.();
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
