import type { ListQuery, Page } from '../page.ts';

/** What a person may do in the workspace. */
export const agentRoles = ['owner', 'admin', 'member', 'agent'] as const;

export type AgentRole = (typeof agentRoles)[number];

/** A person of the team who answers chats. */
export interface Agent {
  id: number;
  name: string;
  email: string;
  image: string | null;
  role: AgentRole;
  isOnline: boolean;
}

/** A label that a team sorts subscribers with. */
export interface Label {
  id: number;
  name: string;
}

/** How a group's chats are handed out. */
export const assignMethods = ['random', 'least_assigned', 'round_robin'] as const;

/** What an agent group is made of; what is left out stays, or is `random`, 0 and false in a new one. */
export interface AgentGroupInit {
  name: string;
  image?: string | undefined;
  assignMethod?: (typeof assignMethods)[number] | undefined;
  /** 0: whoever; 1: who is online first; 2: only who is online. */
  onlineFirst?: 0 | 1 | 2 | undefined;
  onlyViewsAssigned?: boolean | undefined;
}

/** Agents who share chats; `members` are those who belong to the workspace now. */
export interface AgentGroup {
  id: number;
  name: string;
  image: string | null;
  assignMethod: (typeof assignMethods)[number];
  onlineFirst: 0 | 1 | 2;
  onlyViewsAssigned: boolean;
  members: GroupMember[];
}

/** An agent in a group; a heavier one gets more chats. */
export interface GroupMember {
  agentId: number;
  weighting: number;
}

/** The people behind a bot, and their labels. Ids of another workspace are `not_found`. */
export interface Team {
  /** Everybody who belongs to the workspace now. */
  listAgents(query?: ListQuery & { role?: AgentRole | undefined }): Promise<Page<Agent>>;
  listLabels(query?: ListQuery): Promise<Page<Label>>;
  createLabel(name: string): Promise<Label>;
  deleteLabel(label: { id: number } | { name: string }): Promise<void>;
  listGroups(query?: ListQuery): Promise<Page<AgentGroup>>;
  group(id: number): Promise<AgentGroup>;
  createGroup(init: AgentGroupInit): Promise<AgentGroup>;
  updateGroup(id: number, change: AgentGroupInit): Promise<AgentGroup>;
  deleteGroup(id: number): Promise<void>;
  setGroupMembers(id: number, members: readonly GroupMember[]): Promise<void>;
  /** All labels or none; those that are on the person already stay. */
  addLabels(userNs: string, names: readonly string[]): Promise<void>;
  removeLabels(userNs: string, names: readonly string[]): Promise<void>;
  /** Hands the chat to an agent, a group, or nobody. */
  assign(userNs: string, to: { agentId: number } | { groupId: number } | undefined): Promise<void>;
}
