/** What a person may do in the workspace. */
export type AgentRole = 'owner' | 'admin' | 'member' | 'agent';
