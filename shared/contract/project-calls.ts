import type { Session } from '../document/session.ts';
import type { GroupSpec } from '../music/groups/group-spec.ts';

/** `project` is the handle that opening gave; it names the project in resources, too. */
export type OfProject = { readonly project: string };

export type CreateParams = {
  /** Absolute; new or empty. Null takes a new one in the user's folder for projects, named after the recording. */
  readonly folder: string | null;
  /** Absolute path, or 'upload:<id>'; likewise the score. */
  readonly recording: string;
  readonly score: string;
  readonly groups: GroupSpec;
  readonly copiesRecording: boolean;
};

export type ProjectOpened = {
  readonly project: string;
  readonly folder: string;
  readonly name: string;
  readonly revision: number;
  /** What opening found wrong and did about it. */
  readonly remarks: readonly string[];
};

export type RecentProject = {
  readonly path: string;
  readonly name: string;
  /** ISO 8601. */ readonly openedAt: string;
};

export type UploadParams = { readonly name: string; readonly bytes: number };

/** Null where none was saved, or none that can be used. */
export type SessionAnswer = { readonly session: Session | null };

/** The whole of it; of writes in quick succession the latest counts, whichever window it came from. */
export type SessionParams = OfProject & { readonly session: Session };
