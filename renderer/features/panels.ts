/** Which component fills which place of the main screen: features know of each other through this list alone. */
import Doubts from './align/Doubts.svelte';
import ExportDialog from './export/ExportDialog.svelte';
import History from './history/History.svelte';
import Inspector from './inspector/Inspector.svelte';
import Listen from './listen/Listen.svelte';
import Mixer from './mixer/Mixer.svelte';
import Overview from './overview/Overview.svelte';
import Palette from './commands/Palette.svelte';
import Roll from './roll/Roll.svelte';
import ShortcutSheet from './commands/ShortcutSheet.svelte';
import Train from './train/Train.svelte';
import Versions from './train/Versions.svelte';

export const panels = Object.freeze({
  Roll,
  Overview,
  Mixer,
  Listen,
  Palette,
  ShortcutSheet,
  ExportDialog,
  tabs: Object.freeze({
    inspector: Inspector,
    train: Train,
    versions: Versions,
    doubts: Doubts,
    history: History,
  }),
});
