/**
 * The bridge between the sandboxed page and main: named calls, orders, the paths of dropped files, and the port to the
 * service. Nothing of Electron itself reaches the page.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { HostContract, HostOrder, WindowHost } from '../../shared/contract/host-contract.ts';
import type { CallName } from '../../shared/rpc/declaration.ts';

// Types alone come from the contract: this file stands alone.
const isCall: Readonly<Record<CallName<HostContract>, true>> = {
  connect: true,
  report: true,
  choose: true,
  open: true,
  reveal: true,
  drag: true,
  saved: true,
};
const portMessage: typeof import('../../shared/contract/host-contract.ts').hostPortMessage =
  'divisi:service-port';
const name: typeof import('../../shared/contract/host-contract.ts').hostName = 'divisiHost';

ipcRenderer.on('divisi:port', (event) => {
  window.postMessage(portMessage, '/', event.ports);
});

const host: WindowHost<File> = {
  platform: process.platform,
  call: (call, params) => {
    if (!Object.hasOwn(isCall, call)) throw new TypeError(`There is no call "${call}".`);
    return ipcRenderer.invoke(`divisi:${call}`, params) as never;
  },
  pathOf: (file) => webUtils.getPathForFile(file),
  onOrder: (listener) => {
    ipcRenderer.on('divisi:order', (_event, order: HostOrder) => listener(order));
  },
};

contextBridge.exposeInMainWorld(name, host);
