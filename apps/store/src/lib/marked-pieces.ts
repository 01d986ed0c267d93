/** A part of a message as `m.key.parts()` gives it: a text, or where a mark such as `{#link}` begins, ends or stands. */
interface Part {
  type: 'text' | 'markup-start' | 'markup-end' | 'markup-standalone';
  name?: string;
  value?: string;
}

/** A stretch of a message: its text, and the mark that it stands in. */
interface Piece {
  mark?: string | undefined;
  text: string;
}

/** The stretches of a message, in their order; marks do not stand in each other. */
export function markedPieces(parts: readonly Part[]): Piece[] {
  const pieces: Piece[] = [];
  let open: Piece | undefined;
  for (const { type, name, value = '' } of parts) {
    if (type === 'text' && open) open.text += value;
    else if (type === 'markup-end') open = undefined;
    else {
      const piece = { mark: name, text: value };
      pieces.push(piece);
      if (type === 'markup-start') open = piece;
    }
  }
  return pieces;
}
