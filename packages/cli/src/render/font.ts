import { asset } from './asset.ts';
import { TrueType } from './true-type.ts';

/** The faces of the bundled font that charts are set in. */
const FACES = ['inter-regular.ttf', 'inter-semibold.ttf'] as const;
const SEMIBOLD_FROM = 500;

/** The files, for a renderer that draws the letters itself. */
export function fontFiles(): Buffer[] {
  return FACES.map(asset);
}

/** Widths of texts in the bundled font: the sums of their letters' advances, so the same on every machine. */
export class TextWidth {
  private readonly faces = fontFiles().map((file) => new TrueType(file));

  /** Of a text at a font size, both [px]. */
  of(text: string, size: number, weight: string | number | undefined): number {
    const isHeavy = weight === 'bold' || Number(weight) >= SEMIBOLD_FROM;
    const face = this.faces[isHeavy ? 1 : 0]!;
    return size * Array.from(text).reduce((sum, letter) => sum + face.advance(letter.codePointAt(0)!), 0);
  }
}
