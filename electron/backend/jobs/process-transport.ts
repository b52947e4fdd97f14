/** Messages between a parent process and the child that it forked. */
import type { ChildProcess } from 'node:child_process';
import { TransportEnd } from '../../../shared/rpc/transports/transport-end.ts';
import type { Transport } from '../../../shared/rpc/wire.ts';
import { onParentGone } from './on-parent-gone.ts';

/** The parent's end. It closes when the child ends, however it does. */
export function childTransport(child: ChildProcess): Transport {
  const end = new TransportEnd((message) => {
    // Its end is told by the events below.
    if (child.connected) child.send(message, () => {});
  });
  child.on('message', (message) => end.receive(message));
  child.on('error', () => end.closed());
  child.on('exit', () => end.closed());
  child.on('disconnect', () => end.closed());
  return end;
}

/** The child's end. */
export function parentTransport(): Transport {
  const end = new TransportEnd((message) => {
    if (process.connected) process.send?.(message, () => {});
  });
  process.on('message', (message) => end.receive(message));
  onParentGone(() => end.closed());
  return end;
}
