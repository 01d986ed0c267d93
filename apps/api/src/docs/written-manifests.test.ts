import { readFile } from 'node:fs/promises';
import { parseManifest, parseManifestText } from '@minimart/app-manifest';
import { createEgressGuard } from '@minimart/webhooks';
import { expect, test } from 'vitest';
import { registry } from '../plugins.ts';

const root = new URL('../../../../', import.meta.url);

test.each(['README.md', 'docs/guides/write-a-mini-app.md'])(
  'the manifest in %s is accepted as it stands',
  async (file) => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(await readFile(new URL(file, root), 'utf8')) ?? [];
    const text = parseManifestText(yaml);
    if (!text.ok) throw new Error(text.errors.join('\n'));
    const { checkUrl } = createEgressGuard({ allow: [] });
    expect(parseManifest(text.value, { registry, checkUrl })).toMatchObject({ ok: true, warnings: [] });
  },
);
