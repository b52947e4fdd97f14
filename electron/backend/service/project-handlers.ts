/** Calls about projects and their documents. */
import { divisiError } from '../../../shared/contract/errors.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import type { ProjectOpened } from '../../../shared/contract/project-calls.ts';
import { documentRecords, schemaVersion } from '../../../shared/document/canonical-json.ts';
import { singleOf } from '../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { chooseVersion, deleteVersion, renameVersion } from '../../../shared/document/edits/edit-project.ts';
import type { Edit } from '../../../shared/document/edits/edit.ts';
import { parsePatch } from '../../../shared/document/parse-document.ts';
import type { Handlers } from '../../../shared/rpc/declaration.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { createProject } from '../project/create-project.ts';
import { openProject } from '../project/open-project.ts';
import type { Project } from '../project/project.ts';
import { saveProjectAs } from '../project/save-project-as.ts';
import { createDemoProject } from './demo-project.ts';
import { freshFolder } from './fresh-folder.ts';
import type { OpenProject } from './project-desk.ts';
import type { ServiceParts } from './service-parts.ts';

type Names =
  | `project.${'create' | 'demo' | 'open' | 'save' | 'copy' | 'close' | 'recent'}`
  | `document.${'open' | 'commit' | 'undo' | 'redo'}`
  | `versions.${'select' | 'rename' | 'remove'}`
  | `session.${'read' | 'write'}`
  | 'upload.begin';

/** @param member the window or command at the other end, which has projects open until it is gone */
export function projectHandlers(
  { desk, recent, uploads, projectsFolder }: ServiceParts,
  member: object,
): Pick<Handlers<AppContract, AbortSignal>, Names> {
  const enter = async (
    folder: string | null,
    load: () => Promise<Result<Project>>,
  ): Promise<Result<ProjectOpened>> => {
    const entered = await desk.enter(folder, member, load);
    if (!entered.ok) return entered;
    const opened = openedOf(entered.value);
    await recent.add({ path: opened.folder, name: opened.name, openedAt: new Date().toISOString() });
    return ok(opened);
  };
  const withProject = async <T>(
    handle: string,
    run: (open: OpenProject) => Promise<Result<T>> | Result<T>,
  ): Promise<Result<T>> => {
    const open = desk.get(handle);
    return open.ok ? run(open.value) : open;
  };
  const edit = (
    handle: string,
    make: (document: DocumentState) => Result<Edit>,
  ): ReturnType<typeof desk.commitEdit> => withProject(handle, (open) => desk.commitEdit(open, make));

  return {
    async 'project.create'({ folder, recording, score, groups, copiesRecording }, { signal, report }) {
      report({ phase: 'create', fraction: 0, detail: '', secondsLeft: null });
      const recordingPath = uploads.pathOf(recording);
      if (!recordingPath.ok) return recordingPath;
      const scorePath = uploads.pathOf(score);
      if (!scorePath.ok) return scorePath;
      const order = {
        folder: folder ?? freshFolder(projectsFolder, recordingPath.value),
        recordingPath: recordingPath.value,
        scorePath: scorePath.value,
        groups,
        copiesRecording: copiesRecording || uploads.isUpload(recording),
      };
      // What was repaired in the score stands in the document.
      return enter(null, () => createProject(order, { signal, warn: () => {} }));
    },
    'project.demo': (_params, context) => enter(null, () => createDemoProject(projectsFolder, context)),
    'project.open': ({ path }) => enter(path, () => openProject(path, 'write')),
    'project.save': ({ project }) =>
      withProject(project, async (open) => {
        const saved = await open.project.save();
        return saved.ok ? ok(null) : saved;
      }),
    'project.copy': ({ project, folder }) =>
      withProject(project, async (open) => {
        const copied = await saveProjectAs(open.project, folder);
        if (!copied.ok) return copied;
        await copied.value.close();
        return ok({ folder: copied.value.layout.folder });
      }),
    'project.close': ({ project }) => desk.leave(project, member),
    'project.recent': async () => ok({ projects: await recent.list() }),
    'session.read': ({ project }) =>
      withProject(project, async ({ session }) => ok({ session: await session.read() })),
    'session.write': ({ project, session }) =>
      withProject(project, async (open) => {
        const written = await open.session.write(session);
        return written.ok ? ok(null) : written;
      }),
    'upload.begin': ({ name, bytes }) => uploads.begin(name, bytes),
    'document.open': ({ project }) =>
      withProject(project, (open) => {
        const { document, revision, done, undone } = open.project.history;
        return ok({
          project,
          revision,
          schema: schemaVersion,
          records: documentRecords(document),
          done: done.map(({ name }) => name),
          undone: undone.map(({ name }) => name),
        });
      }),
    'document.commit': ({ project, id, name, patch }) =>
      withProject(project, (open) => {
        const parsed = parsePatch(patch, schemaVersion);
        return parsed.ok ? desk.commit(open, id, name, parsed.value) : parsed;
      }),
    'document.undo': ({ project, id }) => withProject(project, (open) => desk.undo(open, id)),
    'document.redo': ({ project, id }) => withProject(project, (open) => desk.redo(open, id)),
    'versions.select': ({ project, versionId }) =>
      edit(project, (document) => chooseVersion(document, versionId)),
    'versions.rename': ({ project, versionId, name }) =>
      edit(project, (document) => renameVersion(document, versionId, name)),
    'versions.remove': ({ project, versionId }) =>
      edit(project, (document) => deleteVersion(document, versionId)),
  };
}

function openedOf({ handle, project }: OpenProject): ProjectOpened {
  const { document, revision } = project.history;
  return {
    project: handle,
    folder: project.layout.folder,
    name: singleOf(document, 'project')?.name ?? '',
    revision,
    remarks: project.remarks,
  };
}

/** For calls that name a version which is not there. */
export function noVersion(id: string): Result<never> {
  return err(divisiError('edit-refused', `There is no training "${id}".`));
}
