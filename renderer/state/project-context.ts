/** The open project, for everything on its screen. */
import { createContext } from 'svelte';
import type { Command } from '../commands/command.ts';
import type { OpenProject } from './open-project.svelte.ts';
import type { WindowState } from './window-state.svelte.ts';

export type ProjectContext = {
  readonly open: OpenProject;
  readonly window: WindowState;
  readonly commands: readonly Command[];
};

export const [useProject, provideProject] = createContext<ProjectContext>();
