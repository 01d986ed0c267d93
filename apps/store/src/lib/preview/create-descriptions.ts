/** Shows descriptions while they are typed. */
export interface Descriptions {
  /** The HTML of a description; undefined when it is the latest one still, is overtaken by another, cannot be saved, or the server cannot be reached. */
  render(text: string): Promise<string | undefined>;
}

/** Asks the server for them, one at a time and each text once: what makes Markdown harmless is no weight for a page to carry. */
export function createDescriptions(address: () => string, shown: string): Descriptions {
  let latest: string | undefined = shown;
  let asking = new AbortController();
  return {
    async render(text) {
      if (text === latest) return undefined;
      latest = text;
      asking.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(address(), { method: 'POST', body: text, signal: asking.signal });
        if (!answer.ok) return undefined;
        return ((await answer.json()) as { html: string }).html;
      } catch {
        // What is shown stays; another key press asks again.
        if (latest === text) latest = undefined;
        return undefined;
      }
    },
  };
}
