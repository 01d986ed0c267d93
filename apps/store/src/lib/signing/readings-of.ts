/**
 * The texts that a pasted body may have been. A form sends each end of a line as CR LF, whichever it was; nearly always it was LF alone.
 */
export function readingsOf(pasted: string): string[] {
  const withLf = pasted.replaceAll('\r\n', '\n');
  return withLf === pasted ? [pasted] : [withLf, pasted];
}
