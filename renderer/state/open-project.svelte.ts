/** An open project and its dealings with the service: commits, sound, pictures, jobs. */
import type { JobState, StepProgress } from '../../shared/contract/engine-state.ts';
import type { PeaksAnswer } from '../../shared/contract/job-calls.ts';
import type { ProjectOpened } from '../../shared/contract/project-calls.ts';
import { recordingOf, singleOf } from '../../shared/document/document-state.ts';
import type { Session } from '../../shared/document/session.ts';
import { ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import { resourceUrl } from '../backend/connection.ts';
import type { AppClient } from '../backend/connection.ts';
import { samplesSource } from '../playback/stem-source.ts';
import type { StemSource } from '../playback/stem-source.ts';
import { strings } from '../strings/en.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { changesStems } from './changes-stems.ts';
import { exportCalls } from './export-calls.ts';
import { ExportState } from './export-state.svelte.ts';
import { MatrixState } from './matrix-state.svelte.ts';
import { labelBasis } from './label-basis.ts';
import { ListeningState } from './listening.svelte.ts';
import type { ListeningLink } from './listening.svelte.ts';
import { NoteAudition } from './note-audition.svelte.ts';
import { movesPath } from './moves-path.ts';
import { Outbox } from './outbox.ts';
import { PlayerState } from './player-state.svelte.ts';
import { ProjectState } from './project-state.svelte.ts';
import { confirmedBy } from './replica.ts';
import type { Confirmed, PendingEdit } from './replica.ts';
import { rollFor } from './roll-state.svelte.ts';
import { ScoreSound } from './score-sound.svelte.ts';
import { SpectrogramState } from './spectrogram-state.svelte.ts';
import { StemFilesState } from './stem-files.svelte.ts';
import { Tapping } from './tapping.svelte.ts';
import { TrainingPreview } from './training-preview.ts';
import { TrainingRun } from './training-run.svelte.ts';
import { Workspace } from './workspace.svelte.ts';

export class OpenProject {
  readonly path: string;
  /** What the last window remembered; null where none did. */
  readonly session: Session | null;
  readonly workspace: Workspace;
  readonly spectrogram: SpectrogramState;
  readonly matrix: MatrixState;
  readonly exports: ExportState;
  readonly stemFiles: StemFilesState;
  readonly listening: ListeningState;
  readonly audition: NoteAudition;
  readonly scoreSound: ScoreSound;
  readonly training: TrainingRun;
  readonly trainingPreview: TrainingPreview;
  readonly tapping: Tapping;
  #client: AppClient;
  #handle: string = $state('');
  #peaks: PeaksAnswer | null = $state.raw(null);
  #jobs: readonly JobState[] = $state.raw([]);
  /** What is done for the window itself, beside the queue. */
  #activity: StepProgress | null = $state.raw(null);
  /** The recording plays and, where it is new, was looked through. */
  prepared: Promise<void> = Promise.resolve();
  readonly #off: (() => void)[] = [];
  readonly #outbox = new Outbox();
  #heardVersion: string | null = null;

  private constructor(
    client: AppClient,
    opened: ProjectOpened,
    confirmed: Confirmed,
    session: Session | null,
  ) {
    this.session = session;
    this.#client = client;
    this.#handle = opened.project;
    this.path = opened.folder;
    const project = new ProjectState(confirmed, labelBasis, {
      commit: (edit) => this.#outbox.push(edit.patch.length, () => this.#commit(edit)),
      undo: (id) => this.#outbox.push(0, () => this.#step('document.undo', id)),
      redo: (id) => this.#outbox.push(0, () => this.#step('document.redo', id)),
      onFailure: (error) => toasts.fail(error),
    });
    const { lengthSec } = recordingOf(confirmed.document);
    const roll = rollFor(project.layout, lengthSec);
    const player = new PlayerState(lengthSec, (error) => toasts.fail(error));
    this.workspace = new Workspace(project, roll, player);
    this.spectrogram = new SpectrogramState((fromSec, toSec) =>
      this.#client.call('media.spectrogram', { project: this.#handle, fromSec, toSec }),
    );
    this.matrix = new MatrixState(project, this.spectrogram, lengthSec, (versionId) =>
      this.#client.call('activity', { project: this.#handle, versionId }),
    );
    const hearing: ListeningLink = {
      render: (versionId, signal) =>
        this.#client.call('render', { project: this.#handle, versionId }, { signal }),
      preview: (asked, signal) =>
        this.#client.call('preview', { project: this.#handle, ...asked }, { signal }),
      onFailure: (error) => toasts.fail(error),
    };
    this.listening = new ListeningState(player, hearing);
    this.audition = new NoteAudition(player, this.listening, hearing);
    this.training = new TrainingRun({
      client: () => this.#client,
      handle: () => this.#handle,
      jobs: () => this.#jobs,
      settled: () => this.#outbox.settled(),
    });
    this.trainingPreview = new TrainingPreview(player, this.listening, lengthSec);
    this.tapping = new Tapping(project, player, () => void this.align(true));
    this.scoreSound = new ScoreSound(player, () =>
      this.#client.call('media.piano', { project: this.#handle }),
    );
    const calls = exportCalls(
      () => this.#client,
      () => this.#handle,
    );
    this.exports = new ExportState(calls);
    this.stemFiles = new StemFilesState(calls);
    this.#listen();
  }

  /** @param isNew looks for the score in the recording at once */
  static async open(client: AppClient, opened: ProjectOpened, isNew: boolean): Promise<Result<OpenProject>> {
    const [snapshot, session] = await Promise.all([
      client.call('document.open', { project: opened.project }),
      client.call('session.read', { project: opened.project }),
    ]);
    if (!snapshot.ok) return snapshot;
    const remembered = session.ok ? session.value.session : null;
    const project = new OpenProject(client, opened, confirmedBy(snapshot.value), remembered);
    for (const remark of opened.remarks) toasts.tell(remark);
    project.prepared = project.#prepare(isNew);
    return ok(project);
  }

  /** What is lost of it costs a click, and is not worth a message. */
  writeSession(session: Session): void {
    void this.#client.call('session.write', { project: this.#handle, session });
  }

  get peaks(): PeaksAnswer | null {
    return this.#peaks;
  }

  /** Names the project in jobs and resources; another one after the connection was lost. */
  get handle(): string {
    return this.#handle;
  }

  get jobs(): readonly JobState[] {
    return this.#jobs;
  }

  get activity(): StepProgress | null {
    return this.#activity;
  }

  /** The training that is listened to; null before the first one. */
  get activeVersionId(): string | null {
    return singleOf(this.workspace.project.document, 'project')?.activeVersionId ?? null;
  }

  async align(isPartial: boolean): Promise<void> {
    await this.#outbox.settled();
    const aligned = await this.#client.call('align', { project: this.#handle, aligner: 'chords', isPartial });
    if (!aligned.ok) toasts.fail(aligned.error);
    else if (aligned.value.kind === 'outdated') toasts.tell(strings.doubts.outdated);
  }

  async selectVersion(versionId: string | null): Promise<void> {
    this.#tellFailure(await this.#client.call('versions.select', { project: this.#handle, versionId }));
  }

  async renameVersion(versionId: string, name: string): Promise<void> {
    this.#tellFailure(await this.#client.call('versions.rename', { project: this.#handle, versionId, name }));
  }

  async removeVersion(versionId: string): Promise<void> {
    this.#tellFailure(await this.#client.call('versions.remove', { project: this.#handle, versionId }));
  }

  /** Everything that was committed, then a snapshot. */
  async save(): Promise<Result<null>> {
    await this.#outbox.settled();
    return this.#client.call('project.save', { project: this.#handle });
  }

  async close(): Promise<void> {
    for (const off of this.#off) off();
    this.trainingPreview.close();
    this.audition.stop();
    this.listening.close();
    await this.workspace.player.close();
    await this.#client.call('project.close', { project: this.#handle });
  }

  /** Another connection: what was not confirmed is sent again, then the document is taken as it is there. */
  async reconnect(client: AppClient): Promise<void> {
    const joined = this.#join(client);
    this.#outbox.hold(joined);
    await joined;
    await this.#prepare(false);
  }

  async #join(client: AppClient): Promise<void> {
    for (const off of this.#off.splice(0)) off();
    this.#client = client;
    const opened = await client.call('project.open', { path: this.path });
    if (!opened.ok) return toasts.fail(opened.error);
    this.#handle = opened.value.project;
    for (const { id, name, patch } of this.workspace.project.pending) {
      await client.call('document.commit', { project: this.#handle, id, name, patch });
    }
    this.#listen();
    await this.#reopen();
  }

  #listen(): void {
    const client = this.#client;
    const { project } = this.workspace;
    this.#off.push(
      client.on('document.changed', (change) => {
        if (change.project !== this.#handle) return;
        if (!project.receive(change)) void this.#reopen();
        if (changesStems(change.step.patch)) this.listening.refreshSoon();
        void this.#hearActiveVersion();
      }),
      client.on('jobs.changed', ({ jobs }) => {
        this.#jobs = jobs.filter((job) => job.project === this.#handle);
      }),
      client.on('training.changed', (state) => this.training.hear(state)),
    );
  }

  async #reopen(): Promise<void> {
    const snapshot = await this.#client.call('document.open', { project: this.#handle });
    if (snapshot.ok) this.workspace.project.reopen(confirmedBy(snapshot.value));
    else toasts.fail(snapshot.error);
  }

  /** The recording plays as soon as it is decoded; the score is looked for in it where it was not yet. */
  async #prepare(isNew: boolean): Promise<void> {
    const peaks = await this.#client.call(
      'media.peaks',
      { project: this.#handle },
      { onProgress: (progress) => (this.#activity = progress) },
    );
    this.#activity = null;
    if (!peaks.ok) return toasts.fail(peaks.error);
    this.#peaks = peaks.value;
    const heard = this.listening.start(recordingSource(peaks.value));
    if (isNew) await this.align(false);
    await heard;
    await this.#hearActiveVersion();
  }

  async #hearActiveVersion(): Promise<void> {
    const versionId = this.activeVersionId;
    // A version that is listened to beside it stays until another one is chosen.
    if (this.#peaks === null || versionId === this.#heardVersion) return;
    this.#heardVersion = versionId;
    await this.listening.hearVersion(versionId);
  }

  async #commit({ id, name, patch }: PendingEdit): Promise<void> {
    const committed = await this.#client.call('document.commit', { project: this.#handle, id, name, patch });
    if (committed.ok && movesPath(patch)) void this.align(true);
    // What was lost on the way is sent again with the next connection.
    if (!committed.ok && committed.error.code !== 'lost') this.workspace.project.refuse(id, committed.error);
  }

  async #step(call: 'document.undo' | 'document.redo', id: string): Promise<void> {
    this.#tellFailure(await this.#client.call(call, { project: this.#handle, id }));
  }

  #tellFailure(result: Result<unknown>): void {
    if (!result.ok) toasts.fail(result.error);
  }
}

function recordingSource({ samples, sampleRate, channels, lengthSamples }: PeaksAnswer): StemSource {
  return samplesSource(resourceUrl(samples), { sampleRate, channels, lengthFrames: lengthSamples });
}
