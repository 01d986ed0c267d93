/** Calls the platform API with a new key: reads the bot's tags and adds `synced-by-<app>` where the owner allowed it. */
export async function markWithTag(platformUrl: string, app: string, key: string) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const name = `synced-by-${app}`;
  const list = await fetch(`${platformUrl}/api/flow/tags?limit=100`, { headers });
  const tags = list.ok ? tagNames(await list.json()) : null; // 403: the owner did not agree to this scope. Work without it.
  if (tags?.includes(name)) return { tags, createdTag: false };
  const created = await fetch(`${platformUrl}/api/flow/create-tag`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name }),
  });
  return { tags, createdTag: created.ok };
}

function tagNames(answer: unknown): string[] {
  const { data } = answer as { data: { name: string }[] };
  return data.map((tag) => tag.name);
}
