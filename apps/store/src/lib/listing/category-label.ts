const ownWords = new Map([
  ['ai', 'AI'],
  ['ecommerce', 'E-commerce'],
  ['support', 'Customer support'],
]);

/** What a category is called (`developer-tools` is `Developer tools`), for pages whose data name its id alone. */
export function categoryLabel(id: string): string {
  return ownWords.get(id) ?? id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}
