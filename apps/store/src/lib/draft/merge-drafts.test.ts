import { describe, expect, it } from 'vitest';
import { isSame, mergeDrafts } from './merge-drafts.ts';

const base = { name: 'Tag Sync', links: { support: 'https://a.example' }, scopes: [{ id: 'flows:view' }] };

describe('mergeDrafts', () => {
  it('takes the changes of both where they are at different places', () => {
    const yours = { ...base, name: 'Tag Mirror' };
    const theirs = { ...base, links: { ...base.links, privacy: 'https://b.example' } };
    expect(mergeDrafts({ base, yours, theirs })).toEqual({
      value: { ...yours, links: theirs.links },
      clashes: [],
    });
  });

  it('keeps yours and tells of theirs where both changed the same', () => {
    const yours = { ...base, links: { support: 'https://yours.example' } };
    const theirs = { ...base, links: { support: 'https://theirs.example' } };
    expect(mergeDrafts({ base, yours, theirs })).toEqual({
      value: yours,
      clashes: [{ path: 'links.support', yours: 'https://yours.example', theirs: 'https://theirs.example' }],
    });
  });

  it('makes no body out of two kinds of body, and merges two of the same kind', () => {
    const draft = (body: object) => ({ requests: { subscribe: { url: 'https://a.example', body } } });
    const [yours, theirs] = [draft({ json: { key: 'mine' } }), draft({ text: 'theirs' })];
    expect(mergeDrafts<object>({ base: draft({ json: { key: 'a' } }), yours, theirs })).toEqual({
      value: yours,
      clashes: [{ path: 'requests.subscribe.body', yours: { json: { key: 'mine' } }, theirs: { text: 'theirs' } }],
    });
    const [one, other] = [draft({ json: { a: 2, b: 1 } }), draft({ json: { a: 1, b: 2 } })];
    expect(mergeDrafts<object>({ base: draft({ json: { a: 1, b: 1 } }), yours: one, theirs: other })).toEqual({
      value: draft({ json: { a: 2, b: 2 } }),
      clashes: [],
    });
  });

  const listOf = (...scopes: object[]) => ({ scopes });
  const [view, send, own] = ['flows:view', 'messages:send', 'flow-tags:view'].map((id) => ({
    id,
    reason: `For ${id}.`,
  }));

  it('merges lists entry by entry where an id, a name or a value tells the entries apart', () => {
    const yours = listOf({ ...view, reason: 'Yours.' }, send!);
    const theirs = listOf(view!, own!, { ...send, optional: true });
    expect(mergeDrafts<object>({ base: listOf(view!, send!), yours, theirs })).toEqual({
      value: listOf({ ...view, reason: 'Yours.' }, own!, { ...send, optional: true }),
      clashes: [],
    });
    const option = (value: string, label = value) => ({ value, label });
    const inputs = (...options: object[]) => ({ authInputs: [{ name: 'plan', options }] });
    const merged = mergeDrafts<object>({
      base: inputs(option('s'), option('l')),
      yours: inputs(option('s', 'Small'), option('l')),
      theirs: inputs(option('l'), option('xl')),
    });
    expect(merged.clashes).toEqual([
      { path: 'authInputs[plan].options[s]', yours: option('s', 'Small'), theirs: undefined },
    ]);
    expect(merged.value).toEqual(inputs(option('s', 'Small'), option('l'), option('xl')));
  });

  it('tells a clash inside an entry by its name, and keeps yours there', () => {
    const former = { authInputs: [{ name: 'token', title: 'Token', required: true }] };
    const yours = { authInputs: [{ name: 'token', title: 'CRM token', required: true }] };
    const theirs = { authInputs: [{ name: 'token', title: 'Key', required: false }] };
    expect(mergeDrafts({ base: former, yours, theirs })).toEqual({
      value: { authInputs: [{ name: 'token', title: 'CRM token', required: false }] },
      clashes: [{ path: 'authInputs[token].title', yours: 'CRM token', theirs: 'Key' }],
    });
  });

  it('takes the order of the one who changed it, and calls two new orders a clash', () => {
    const former = listOf(view!, send!, own!);
    const added = { id: 'segments:view' };
    const yours = listOf(view!, send!, added, own!);
    const theirs = listOf(own!, view!, send!);
    expect(mergeDrafts<object>({ base: former, yours, theirs })).toEqual({
      value: listOf(own!, view!, send!, added),
      clashes: [],
    });
    const other = listOf(send!, view!, own!);
    expect(mergeDrafts<object>({ base: former, yours: other, theirs })).toEqual({
      value: other,
      clashes: [{ path: 'scopes', yours: other.scopes, theirs: theirs.scopes }],
    });
  });

  it('does not mix lists whose entries cannot be told apart', () => {
    const yours = { ...base, scopes: [{ id: 'flows:view' }, { id: 'flows:view' }] };
    const theirs = { ...base, scopes: [] };
    const { value, clashes } = mergeDrafts({ base, yours, theirs });
    expect(value.scopes).toEqual(yours.scopes);
    expect(clashes.map(({ path }) => path)).toEqual(['scopes']);
    const steps = (...names: string[]) => ({ steps: names });
    const plain = mergeDrafts({ base: steps('a'), yours: steps('a', 'b'), theirs: steps('c') });
    expect(plain.clashes.map(({ path }) => path)).toEqual(['steps']);
  });

  it('treats names that objects have by nature as any other', () => {
    const proto = JSON.parse('{"__proto__": {"a": 1}}') as object;
    expect(mergeDrafts<object>({ base: {}, yours: proto, theirs: { constructor: 'x' } })).toEqual({
      value: JSON.parse('{"__proto__": {"a": 1}, "constructor": "x"}'),
      clashes: [],
    });
    expect(isSame({}, { constructor: Object })).toBe(false);
    const named = (title: string) => ({ authInputs: [{ name: '__proto__', title }] });
    const { clashes } = mergeDrafts({ base: named('a'), yours: named('b'), theirs: named('c') });
    expect(clashes).toEqual([{ path: 'authInputs[__proto__].title', yours: 'b', theirs: 'c' }]);
  });

  it('calls the same change of both no clash', () => {
    const both = { ...base, name: 'Tag Mirror' };
    expect(mergeDrafts({ base, yours: both, theirs: { ...both } })).toEqual({ value: both, clashes: [] });
  });

  it('keeps a removal, and tells when the other side changed what was removed', () => {
    const { name, links } = base;
    expect(mergeDrafts<object>({ base, yours: { name, links }, theirs: base })).toEqual({
      value: { name, links },
      clashes: [],
    });
    const theirs = { ...base, scopes: [] };
    expect(mergeDrafts<object>({ base, yours: { name, links }, theirs }).clashes).toEqual([
      { path: 'scopes', yours: undefined, theirs: [] },
    ]);
  });
});

describe('isSame', () => {
  it('looks at neither the order of fields nor at those that are undefined', () => {
    expect(isSame({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1, d: undefined })).toBe(true);
    expect(isSame({ a: [] }, { a: {} })).toBe(false);
    expect(isSame([1, 2], [2, 1])).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});
