/** Which parts of the main screen are open. */
export const sidebarTabs = ['inspector', 'train', 'versions', 'doubts', 'history'] as const;
export type SidebarTab = (typeof sidebarTabs)[number];

export class WindowState {
  tab: SidebarTab = $state('inspector');
  isPaletteOpen = $state(false);
  isShortcutsOpen = $state(false);
  isExportOpen = $state(false);
}
