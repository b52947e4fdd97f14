/** What menus, dialogs and notifications say, in English; the window's own texts are the renderer's. */

export const texts = Object.freeze({
  name: 'Divisi',
  menus: {
    file: 'File',
    edit: 'Edit',
    window: 'Window',
    help: 'Help',
    newWindow: 'New Project',
    open: 'Open…',
    recent: 'Open Recent',
    noRecent: 'No projects yet',
    save: 'Save',
    saveAs: 'Save a Copy…',
    revealProject: 'Show Project Folder',
    closeWindow: 'Close Window',
    quit: 'Quit Divisi',
    about: 'About Divisi',
    licences: 'Licences',
    logs: 'Show Logs',
    crashReports: 'Show Crash Reports',
    reload: 'Reload Window',
    tools: 'Developer Tools',
  },
  open: { title: 'Open a project', button: 'Open', files: 'Divisi projects', all: 'All files' },
  folders: {
    open: 'Open a project',
    export: 'Choose a folder for the export',
    'save-as': 'Choose a new folder for the copy',
  },
  notProject: {
    title: 'This is not a Divisi project',
    detail: (path: string): string =>
      `“${path}” is neither a .divisi file nor a folder that holds one. A project is opened by its folder or by the .divisi file in it.`,
  },
  unsaved: {
    title: (name: string): string => `“${name}” could not be saved`,
    detail: (why: string): string =>
      `${why}\n\nEvery edit that the window shows as saved is in the project’s journal and will be there when it is opened again.`,
    again: 'Try Again',
    close: 'Close without Saving',
    cancel: 'Cancel',
  },
  training: {
    title: 'A training is running',
    detail: 'Closing the window stops it. Your edits and all earlier versions stay.',
    stop: 'Stop and Close',
    cancel: 'Keep Open',
    ended: 'Training ended',
    endedIn: (name: string): string => `The training of “${name}” has ended.`,
  },
  engine: {
    restarted: (count: number): string =>
      count === 1
        ? 'The engine stopped and was started again. Every saved edit is there.'
        : `The engine stopped and was started again (${count} times since Divisi was started). Every saved edit is there.`,
    givenUp: 'The engine keeps stopping',
    givenUpDetail:
      'It was started again several times within minutes. Your projects are safe on the disk. The log may say why.',
    again: 'Try Again',
    logs: 'Show Logs',
    quit: 'Quit',
    silent: 'The window does not answer while saving.',
  },
  page: {
    gone: 'The window keeps stopping',
    goneDetail:
      'It was loaded again several times within minutes. Your project is safe on the disk. The log may say why.',
    again: 'Load Again',
    close: 'Close',
  },
  natives: (file: string): string =>
    `“${file}” is not the library that Divisi came with, so nothing is computed. Install Divisi again.`,
});
