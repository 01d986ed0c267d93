import { possessive } from '#lib/possessive.ts';
import type { Installation } from '#lib/server/api.ts';

/** Where an installation stands, for a person: a notice's kind, a heading and a sentence or two. */
export type Explanation = { kind: 'good' | 'info' | 'caution' | 'bad'; title: string; text: string };

type Explained = Pick<Installation, 'status' | 'delivery' | 'key' | 'activatedAt'> & {
  isChangingInputs?: boolean;
  app: Pick<Installation['app'], 'name'>;
};

/** Puts an installation's status into plain words; moments and the app's own message are told apart from it. */
export function explainInstallation(installation: Explained): Explanation {
  const { name } = installation.app;
  if (installation.status === 'active')
    return { kind: 'good', title: `${name} is ready to use`, text: explainActive(installation) };
  if (installation.status === 'pending') return explainPending(installation);
  if (installation.status === 'failed')
    return { kind: 'bad', title: `${name} is not working`, text: explainFailed(installation) };
  return { kind: 'info', title: `${name} is uninstalled`, text: explainUninstalled(installation) };
}

function explainUninstalled({ activatedAt, delivery, key }: Explained): string {
  if (activatedAt === null && delivery)
    return 'It was taken back before its set-up was finished. Its key has been ended.';
  return key
    ? 'Its key stopped working the moment you uninstalled it.'
    : 'It no longer has any access to this workspace.';
}

function explainActive({ delivery, key, app, isChangingInputs = false }: Explained): string {
  // A subscribe request of an active installation carries a further key, changed inputs, or both.
  if (delivery?.status === 'pending')
    return isChangingInputs
      ? `What you changed is on its way to ${possessive(app.name)} server.`
      : 'A new key is on its way to its server.';
  if (delivery && delivery.status !== 'delivered')
    return 'It goes on with the key and the values it had. What was sent last was not taken by its server, so it was taken back.';
  if (delivery) return `${possessive(app.name)} server has confirmed the set-up.`;
  return key
    ? 'Its key works. The app needed no set-up by its server.'
    : 'It needed no set-up, and it has no access to your workspace.';
}

function explainPending({ app, delivery }: Explained): Explanation {
  if (!delivery || delivery.attempts === 0) {
    return {
      kind: 'info',
      title: `Setting up ${app.name}`,
      text: `We are telling ${possessive(app.name)} server about your workspace. This usually takes a few seconds.`,
    };
  }
  return {
    kind: 'caution',
    title: `${possessive(app.name)} server has not confirmed yet`,
    text: `${describeLastTry(delivery)} We keep trying by ourselves; you need not wait on this page.`,
  };
}

function explainFailed({ app, delivery }: Explained): string {
  if (delivery?.status === 'refused')
    return `${possessive(app.name)} server refused the set-up. Nothing runs, and its key has been ended.`;
  if (delivery?.status === 'gone')
    return `${possessive(app.name)} server says that it no longer takes installations. Its key has been ended.`;
  if (delivery === null || delivery.status === 'delivered')
    return 'It has no access: its key has been ended. Try the set-up again and it gets a new one.';
  if (delivery.status === 'cancelled') return 'The set-up was cancelled. Its key has been ended.';
  return `${possessive(app.name)} server could not be reached, so we stopped trying. Its key has been ended.`;
}

function describeLastTry({ lastStatusCode, attempts }: NonNullable<Installation['delivery']>): string {
  const answer =
    lastStatusCode === null ? 'The server did not answer' : `The server answered with an error (${lastStatusCode})`;
  return attempts === 1 ? `${answer} at the first try.` : `${answer} at the last of ${attempts} tries.`;
}
