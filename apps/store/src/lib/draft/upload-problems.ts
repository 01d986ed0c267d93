/** What went wrong with a form that sent a file, in words; the API names the problem in the address that it leads back to. */
const problems: Readonly<Record<string, string>> = {
  svg_not_taken:
    'SVG is not taken, because it can hold scripts. Export the picture as PNG, twice as large as it is shown, and upload that.',
  file_type_not_taken:
    'This kind of file is not taken here, whatever its name says. Choose one of the kinds named below.',
  file_unreadable: 'The file is damaged or cut off. Export it again and upload that.',
  picture_too_many_pixels: 'The picture has more than 40 million pixels. Make it smaller and upload it again.',
  picture_dimensions:
    'The picture has too few pixels for this, or is far longer on one side than on the other. The sizes stand below.',
  body_too_large: 'The file is larger than what is taken here. Make it smaller and upload it again.',
  invalid_request: 'There was no file in the form. Choose one first.',
  upload_too_slow: 'The file came so slowly that it was given up. Check your connection, or upload a smaller file.',
  too_many_uploads: 'You are uploading several files already. Wait until one of them is done.',
  upload_limit_reached: 'You have uploaded as much today as is taken on a day. Go on tomorrow.',
  storage_full: 'Your pictures and videos would take more room than each developer has. Make videos shorter.',
  signed_out: 'You were signed out. Sign in and upload it again.',
};

/** The words for a problem of an upload; undefined for no problem. */
export function explainUploadProblem(code: string | null): string | undefined {
  if (code === null) return undefined;
  return problems[code] ?? 'The file could not be taken just now. Try again in a moment.';
}
