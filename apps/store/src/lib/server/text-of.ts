/** What stands in a text field of a form, without space around it; 2,000 characters at most. */
export function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '')
    .trim()
    .slice(0, 2000);
}

/** A password as it was typed. */
export function passwordOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '').slice(0, 2000);
}
