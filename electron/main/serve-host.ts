/** The channels of the pages: each known by name, its sender checked, its parameters held against their shape. */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { divisiError } from '../../shared/contract/errors.ts';
import type { HostContract } from '../../shared/contract/host-contract.ts';
import { hostShapes } from '../../shared/contract/host-shapes.ts';
import type { CallName, ParamsOf, ValueOf } from '../../shared/rpc/declaration.ts';
import { err } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import type { Shape } from '../../shared/std/shape.ts';
import { isOwnPage } from './app-address.ts';

/** `W` is the window that asks. */
export type HostHandlers<W> = {
  readonly [K in CallName<HostContract>]: (
    params: ParamsOf<HostContract[K]>,
    window: W,
  ) => Promise<Result<ValueOf<HostContract[K]>>> | Result<ValueOf<HostContract[K]>>;
};

type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>;

/** The own page in a window's main frame: frames within it, other pages and frames that are gone have no say. */
export function isTrustedSender({ senderFrame }: Sender): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}

/** @param windowOf null for contents that are no window of the application */
export function serveHost<W>(
  ipc: Pick<IpcMain, 'handle'>,
  windowOf: (event: IpcMainInvokeEvent) => W | null,
  handlers: HostHandlers<W>,
  onRefused: (what: string) => void,
): void {
  for (const name of Object.keys(hostShapes) as CallName<HostContract>[]) {
    const shape = hostShapes[name] as Shape<unknown>;
    const handler = handlers[name] as (
      params: unknown,
      window: W,
    ) => Promise<Result<unknown>> | Result<unknown>;
    ipc.handle(`divisi:${name}`, async (event, ...params: readonly unknown[]) => {
      const window = isTrustedSender(event) ? windowOf(event) : null;
      if (window === null) {
        onRefused(`call "${name}" of ${event.senderFrame?.url ?? 'a frame that is gone'}`);
        throw new Error('Only the window of Divisi may ask this.');
      }
      const fault = params.length === 1 ? shape.fault(params[0], name) : 'expected one argument';
      if (fault !== null) return err(divisiError('bad-request', `Not understood: ${fault}.`));
      return handler(params[0], window);
    });
  }
}
