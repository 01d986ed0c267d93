/** A description for machines (schema.org) as a script element; `<` is escaped, so no value can end the element. */
export function toJsonLdScript(description: object): string {
  return `<script type="application/ld+json">${JSON.stringify(description).replaceAll('<', '\\u003c')}</script>`;
}
