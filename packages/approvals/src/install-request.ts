/** Where an ask stands. `closed`: the app was installed otherwise. */
export const requestStatuses = ['open', 'approved', 'declined', 'withdrawn', 'closed'] as const;

/** One of `requestStatuses`. */
export type RequestStatus = (typeof requestStatuses)[number];

/** A member's ask to have an app installed. */
export interface InstallRequest {
  id: string;
  workspaceId: string;
  appId: string;
  /** The version whose page was read. */
  version: string;
  userId: string;
  scopes: string[];
  note: string;
  status: RequestStatus;
  answeredBy: string | null;
  /** The word of who declined. */
  answer: string;
  installationId: string | null;
  createdAt: Date;
  answeredAt: Date | null;
}

/** What a member asks for. */
export interface NewInstallRequest {
  workspaceId: string;
  app: { id: string; name: string; version: string };
  userId: string;
  scopes: readonly string[];
  note: string;
}

/** Which asks to list, latest first. */
export interface RequestQuery {
  workspaceId: string;
  userId?: string | undefined;
  appId?: string | undefined;
  status?: RequestStatus | undefined;
  cursor?: string | undefined;
  limit: number;
}
