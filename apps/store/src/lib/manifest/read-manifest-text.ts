const mostBytes = 256 * 1024;

/** The text of a manifest in a form: of the file that was chosen, else what was pasted; or why there is none. */
export async function readManifestText(form: FormData): Promise<{ text: string; wrong?: string }> {
  const file = form.get('file');
  const pasted = String(form.get('text') ?? '');
  if (!(file instanceof File) || file.size === 0) {
    const wrong = pasted.trim() === '' ? { wrong: 'Choose a file, or paste the text of a manifest.' } : {};
    return { text: pasted, ...wrong };
  }
  if (file.size > mostBytes) return { text: pasted, wrong: 'The file is larger than 256 KiB. Choose another one.' };
  const text = decode(await file.arrayBuffer());
  return text === undefined
    ? { text: pasted, wrong: 'The file is no text. Choose a YAML or a JSON file, in UTF-8.' }
    : { text };
}

function decode(bytes: ArrayBuffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
