/** The spellings of a text in which it may stand in a column: as it is, and as JSON, JSON within JSON, addresses and forms write it. */
function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const inJson = JSON.stringify(json).slice(1, -1);
  return [
    secret,
    json,
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
  ];
}

/** Where a secret stands in the rows of a dump, by table: in any spelling, also within what stands there as hex or as base64 at any offset. */
export function findSecret(dump: ReadonlyMap<string, readonly string[]>, secret: string): string[] {
  const forms = spellings(secret).flatMap((text) => {
    const bytes = Buffer.from(text);
    return [text, bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64At(bytes)];
  });
  return [...dump].flatMap(([table, rows]) => {
    const text = rows.join('\n');
    const bytes = [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/g)].map(([, hex]) =>
      Buffer.from(hex!, 'hex').toString('latin1'),
    );
    return [text, ...bytes].some((part) => forms.some((form) => part.includes(form))) ? [table] : [];
  });
}

/** What base64 makes of bytes in the middle of others, in both alphabets: whatever stands around them moves them to one of three offsets. */
function base64At(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The first characters mix with what stands before, the last ones with what stands behind.
    const sure = encoded.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1);
    return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
