import {
  secretVariables,
  variablesFor,
  type LifecycleTopic,
  type VariableSources,
} from '@minimart/app-manifest/requests';

/** A variable to choose, and what it stands for. */
export interface Variable {
  name: string;
  hint: string;
  isSecret: boolean;
}

const systemHints: Record<string, string> = {
  api_key: 'The key of this installation',
  app_id: 'This app',
  app_version: 'The version that is installed',
  workspace_id: 'The workspace it is installed in',
};

/** The variables that a request may use, in words of their own. */
export function variablesOf(
  topic: LifecycleTopic,
  sources: Omit<VariableSources, 'authInputs'> & {
    authInputs: readonly { name: string; title: string; secret?: boolean }[];
  },
): Variable[] {
  const secret = new Set(secretVariables(sources));
  const titles = new Map(sources.authInputs.map(({ name, title }) => [`auth.${name}`, title]));
  return variablesFor(topic, sources).map((name) => ({
    name,
    hint: systemHints[name] ?? titles.get(name) ?? 'From the answer to the subscribe request',
    isSecret: secret.has(name),
  }));
}
