import { addLabelsByName } from './add-labels-by-name.ts';
import { assignAgent } from './assign-agent.ts';
import { assignAgentGroup } from './assign-agent-group.ts';
import { removeLabelsByName } from './remove-labels-by-name.ts';
import { unassignAgent } from './unassign-agent.ts';

/** The labels, agents and groups of one person. */
export const labelOperations = [
  addLabelsByName,
  removeLabelsByName,
  assignAgent,
  assignAgentGroup,
  unassignAgent,
] as const;
