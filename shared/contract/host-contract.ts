/**
 * What the desktop application does for its window, on one page: calls of the page, and orders to it. A browser
 * page has no host. Everything comes through the preload, which knows these channels and no others.
 */
import { request } from '../rpc/declaration.ts';
import type { CallName, ParamsOf, ValueOf } from '../rpc/declaration.ts';
import type { Result } from '../std/result.ts';

/** One of the window's commands, for the native menu. */
export type MenuCommand = {
  readonly id: string;
  readonly group: string;
  readonly groupTitle: string;
  readonly title: string;
  /** As in the window's own list: 'Mod+Shift+Z'; null for none. */
  readonly shortcut: string | null;
  readonly isEnabled: boolean;
  /** Null for what is neither on nor off. */
  readonly isOn: boolean | null;
};

/** What the window shows, for its title, menu and progress. */
export type WindowReport = {
  /** Null on the start page. */
  readonly project: { readonly handle: string; readonly folder: string; readonly name: string } | null;
  /** Changed since it was last saved. Every change is in the journal all the same. */
  readonly isEdited: boolean;
  readonly commands: readonly MenuCommand[];
};

export type HostWelcome = {
  /** The project that this window is for; null begins with the start page. */
  readonly openPath: string | null;
};

export type FolderPurpose = 'open' | 'export' | 'save-as';

export const hostContract = {
  /** A port to the service follows as a message of the page; see `hostPortMessage`. */
  connect: request<Record<string, never>, HostWelcome>(),
  report: request<WindowReport, null>(),
  /** A folder that a person picks; null when they do not. */
  choose: request<
    { readonly purpose: FolderPurpose; readonly name: string },
    { readonly path: string | null }
  >(),
  /** A project that was dropped: shown as if its file had been double-clicked. */
  open: request<{ readonly path: string }, null>(),
  /** Shows a finished file in the system's file manager. */
  reveal: request<{ readonly resource: string }, null>(),
  /** Begins to drag finished files out of the window. */
  drag: request<{ readonly resources: readonly string[] }, null>(),
  /** The answer to the order 'save'. */
  saved: request<{ readonly order: number; readonly failure: string | null }, null>(),
};

export type HostContract = typeof hostContract;

export type HostOrder =
  | { readonly kind: 'command'; readonly id: string }
  | { readonly kind: 'open'; readonly path: string }
  /** Everything that is on its way goes to the disk, then a snapshot; answered by `saved`. */
  | { readonly kind: 'save'; readonly order: number }
  /** The service is gone; the port says nothing of it by itself. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'tell'; readonly text: string };

/** The data of the page's message event that carries the port to the service. */
export const hostPortMessage = 'divisi:service-port';
/** The name of the host in the page. */
export const hostName = 'divisiHost';

/** @typeParam F the page's File, whose path a page may not see */
export type WindowHost<F = unknown> = {
  readonly platform: string;
  call<K extends CallName<HostContract>>(
    name: K,
    params: ParamsOf<HostContract[K]>,
  ): Promise<Result<ValueOf<HostContract[K]>>>;
  /** Of a chosen or dropped file; '' for one that lies nowhere. */
  pathOf(file: F): string;
  onOrder(listener: (order: HostOrder) => void): void;
};
