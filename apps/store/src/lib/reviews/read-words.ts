/** A text of a form as it was typed, but for line breaks, which are `\n`: a form sends each as two characters, which the writer counts as one. */
export function readWords(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}
