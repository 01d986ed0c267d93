import { authInputTypes, parseManifest } from '@minimart/app-manifest';
import { flowTags } from '@minimart/scope-flow-tags';
import { createScopeRegistry } from '@minimart/scope-kit';
import { sending } from '@minimart/scope-sending';
import { describe, expect, it } from 'vitest';
import { demoContent } from './demo-content.ts';

const receiverUrl = 'http://127.0.0.1:4700';
const { accounts, apps, collections, developers, numbers, workspaces } = demoContent({ receiverUrl });
const registry = createScopeRegistry([flowTags, sending]);
const manifests = apps.map(({ manifest }) => manifest);

describe('the apps of the demo', () => {
  it.each(manifests.map((manifest) => [manifest.slug, manifest] as const))('%s is a sound manifest', (_, manifest) => {
    const result = parseManifest(manifest, { registry });
    expect(result).toMatchObject({ ok: true, warnings: [] });
  });

  it('have slugs and names of their own', () => {
    expect(new Set(manifests.map(({ slug }) => slug)).size).toBe(manifests.length);
    expect(new Set(manifests.map(({ name }) => name)).size).toBe(manifests.length);
  });

  it('say in several paragraphs and headings what they are', () => {
    for (const { description } of manifests) {
      expect(description.split('\n\n').length).toBeGreaterThan(4);
      expect(description.match(/^## /gmu)?.length).toBeGreaterThan(1);
    }
  });

  it('show all five types of auth input, secret ones among them', () => {
    const inputs = manifests.flatMap(({ authInputs }) => authInputs);
    expect(new Set(inputs.map(({ type }) => type))).toEqual(new Set(authInputTypes));
    expect(inputs.some(({ secret }) => secret)).toBe(true);
  });

  it('show every way an install can go', () => {
    const bare = manifests.filter(({ scopes, requests }) => scopes.length === 0 && requests.subscribe === undefined);
    const keyShown = manifests.filter(({ scopes, requests }) => scopes.length > 0 && requests.subscribe === undefined);
    const onReceiver = manifests.filter(({ requests }) => requests.subscribe?.url.startsWith(receiverUrl));
    expect(bare.length).toBeGreaterThan(1);
    expect(keyShown.map(({ slug }) => slug)).toEqual(['tag-toolbox']);
    expect(onReceiver.map(({ slug }) => slug)).toEqual(['tag-sync', 'welcome-mat', 'ledger-link', 'night-desk']);
  });

  it('reach nothing but the receiver and hosts that cannot exist', () => {
    const texts = manifests.map((manifest) => JSON.stringify(manifest)).join('\n');
    for (const [url] of texts.matchAll(/https?:\/\/[^/"\s\\]+/gu)) {
      expect(url === receiverUrl || /(?:^|\.)example(?:\.com)?$/u.test(new URL(url).hostname), url).toBe(true);
    }
  });

  it('have releases in order and a developer who exists', () => {
    const ids = developers.map(({ id }) => id);
    for (const { developer, releases } of apps) {
      expect(ids).toContain(developer);
      expect(releases.map(({ daysAgo }) => daysAgo)).toEqual(
        releases.map(({ daysAgo }) => daysAgo).toSorted((a, b) => b - a),
      );
    }
  });
});

it('the front page and the numbers name apps that there are, each once in a list', () => {
  const slugs = manifests.map(({ slug }) => slug);
  for (const { apps: named } of collections) {
    expect(slugs).toEqual(expect.arrayContaining(named));
    expect(new Set(named).size).toBe(named.length);
  }
  expect(slugs).toEqual(expect.arrayContaining(numbers.map(({ app }) => app)));
  expect(new Set(numbers.map(({ app }) => app)).size).toBe(numbers.length);
});

it('what a release changed of the scopes is in the manifest that it led to', () => {
  for (const { releases, manifest } of apps) {
    for (const { brings = [], frees = [] } of releases) {
      expect(manifest.scopes.map(({ id }) => id)).toEqual(expect.arrayContaining(brings));
      for (const id of frees) expect(manifest.scopes.find((scope) => scope.id === id)?.optional).toBe(true);
    }
  }
});

describe('the people of the demo', () => {
  it('have addresses that no mail can reach, and no password', () => {
    for (const { email } of [...accounts, ...developers]) expect(email).toMatch(/@demo\.minimart\.test$/u);
    expect(JSON.stringify(accounts)).not.toMatch(/password/iu);
  });

  it('each owner has a workspace first that the other owner is no member of', () => {
    const first = (id: string) => workspaces.find(({ members }) => members.some(({ account }) => account === id));
    expect(first('owner')?.members.map(({ account }) => account)).toEqual(['owner', 'member']);
    expect(first('otherOwner')?.members.map(({ account }) => account)).toEqual(['otherOwner']);
  });

  it('talk to bots with a dozen subscribers, tags and sub flows', () => {
    for (const { bot } of workspaces) {
      expect(bot.subscribers.length).toBe(12);
      expect(new Set(bot.tags).size).toBe(bot.tags.length);
      expect(bot.subFlows.length).toBeGreaterThan(2);
      for (const { steps } of bot.subFlows) expect(steps.length).toBeGreaterThan(0);
      for (const { conversation } of bot.subscribers) expect(conversation.length).toBeGreaterThan(0);
    }
  });
});
