// What is used of opentype.js (2), declared here: the types that others have written for it bring those of a browser with them.
declare module 'opentype.js' {
  export interface Font {
    /** 0 for a character that the font has no letter for. */
    charToGlyphIndex(character: string): number;
    getAdvanceWidth(text: string, sizePx: number): number;
    getPath(text: string, x: number, y: number, sizePx: number): { commands: PathCommand[] };
  }

  /** As in SVG: a type, and the coordinates that it takes. */
  export interface PathCommand {
    type: 'M' | 'L' | 'Q' | 'C' | 'Z';
    x1?: number;
    y1?: number;
    x2?: number;
    y2?: number;
    x?: number;
    y?: number;
  }

  const opentype: { parse(file: ArrayBuffer): Font };
  export default opentype;
}
