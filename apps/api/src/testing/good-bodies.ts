import { exampleManifest } from './example-manifest.ts';

/** What the bodies name: the slug of an app that is published and one that is not installed, and where a receiver listens; the code of an invitation, where one is open. */
export interface GoodBodyNames {
  app: string;
  otherApp: string;
  receiverUrl: string;
  invitationCode?: string;
}

/**
 * Bodies that an owner could send, by the id of the call, so that an attack with a single flaw gets far. A call that has none here is attacked with
 * bodies made from its schema alone; it needs a line once its schema does not say all that is asked of a body.
 */
export function goodBodies({
  app,
  otherApp,
  receiverUrl,
  invitationCode = `mm_invite_${'0'.repeat(38)}`,
}: GoodBodyNames): Record<string, object> {
  const manifest = (slug: string) =>
    exampleManifest(receiverUrl, {
      slug,
      links: { support: 'https://example.com/help' },
      video: 'https://www.youtube.com/watch?v=abc',
    });
  const authInputs = { crm_token: 'x', list: 'y' };
  const scopes = ['flow-tags:view'];
  return {
    createToken: {
      name: 'CI',
      scopes: ['apps:read', 'apps:write'],
      expiresAt: new Date(Date.now() + 7 * 24 * 3_600_000).toISOString(),
    },
    createWorkspace: { name: 'Tea House' },
    changeRole: { role: 'member' },
    sendInvitation: { email: 'newcomer@example.com', role: 'member' },
    readInvitation: { code: invitationCode },
    acceptInvitation: { code: invitationCode },
    renameMe: { name: 'Ada Lovelace' },
    installApp: { app: otherApp, scopes, authInputs, version: '1.0.0' },
    uninstallApp: { reason: 'other', note: 'It was not for us.' },
    retryInstallation: { authInputs },
    changeInstallation: { scopes },
    declineUpdate: { version: '1.1.0' },
    raisePercentage: { percentage: 100 },
    rotateKey: { overlapHours: 1 },
    pauseKey: { paused: true },
    setKeyNetworks: { allowedNetworks: ['203.0.113.0/24'] },
    askForApp: { app: otherApp, scopes, note: 'Please.', version: '1.0.0' },
    approveInstallRequest: { scopes, authInputs, version: '1.0.0' },
    declineInstallRequest: { answer: 'Not now.' },
    replacePolicy: { installers: 'everyone', rule: 'block', apps: [otherApp] },
    writeReview: { stars: 4, text: 'It works for us.' },
    replyToReview: { text: 'Thank you.' },
    reportApp: { reason: 'misleading', details: 'It does not do that.', email: 'eve@example.com' },
    replaceDeveloperProfile: {
      displayName: 'Lantern Works',
      website: 'https://lanternworks.example',
      supportEmail: null,
    },
    setDeveloperDomain: { domain: 'lanternworks.example', method: 'dns' },
    replaceCollections: {
      items: [{ slug: 'for-shops', title: 'For shops', summary: 'To sell.', apps: [app, otherApp] }],
    },
    createApp: { manifest: manifest('made-by-attack') },
    replaceManifest: { manifest: manifest(app) },
    checkManifest: { text: JSON.stringify(manifest('checked')) },
    compareManifest: { text: JSON.stringify(manifest(app)) },
    publishVersion: { changelog: 'More.', version: '2.0.0' },
    setListed: { isListed: false },
    createLink: { label: 'For testers', version: '1.0.0', days: 7, cap: 3 },
    recoverDeliveries: { since: '2026-01-01T00:00:00Z' },
    limitEndpoint: { maxInFlight: 2, perSecond: null },
    rotateSigningSecret: { overlapHours: 1 },
    checkSignature: { headers: { 'webhook-id': 'msg_1' }, body: 'x' },
    testSubscribe: {
      request: manifest(app).requests!.subscribe!,
      systemFields: { workspace_id: 'ws_1' },
      authInputs,
    },
    testUnsubscribe: { response: { id: 'x' } },
    testDataErasure: { request: { method: 'POST', url: `${receiverUrl}/erase` } },
  };
}
