/**
 * Calls the listener when the process that forked this one has ended or let go of it. A parent that was killed while
 * this process was still loading tells nobody any more: Node sends 'disconnect' only to those who listen already.
 */
export function onParentGone(listener: () => void): void {
  if (process.connected) process.on('disconnect', listener);
  else setImmediate(listener);
}
