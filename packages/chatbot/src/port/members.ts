import type { AgentRole } from './team.ts';

/** A person who belongs to the workspace. */
export interface Member {
  memberId: string;
  name: string;
  email: string;
  image: string | null;
  role: AgentRole;
}

/** Where the bot learns who belongs to its workspace; the bot gives each of them a number. */
export interface Members {
  list(): Promise<Member[]>;
}
