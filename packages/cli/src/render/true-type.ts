/**
 * The advance widths of a TrueType font, and nothing else of it (tables `head`, `hhea`, `hmtx` and `cmap` of the
 * OpenType specification 1.9.1). The libraries for it bring a megabyte of outlines and shaping along.
 */
export class TrueType {
  private readonly data: DataView;
  private readonly tables = new Map<string, number>();
  private readonly unitsPerEm: number;
  private readonly metrics: number;
  private readonly subtable: number;

  constructor(file: Uint8Array) {
    this.data = new DataView(file.buffer, file.byteOffset, file.byteLength);
    for (let i = 0, count = this.data.getUint16(4); i < count; i++) {
      const record = 12 + 16 * i;
      const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => this.data.getUint8(record + byte)));
      this.tables.set(tag, this.data.getUint32(record + 8));
    }
    this.unitsPerEm = this.data.getUint16(this.table('head') + 18);
    this.metrics = this.data.getUint16(this.table('hhea') + 34);
    this.subtable = this.unicodeSubtable();
  }

  /** How far a letter moves the pen, in sizes of the font; the width of the empty box for a letter that it lacks. */
  advance(codePoint: number): number {
    const glyph = Math.min(this.glyph(codePoint), this.metrics - 1);
    return this.data.getUint16(this.table('hmtx') + 4 * glyph) / this.unitsPerEm;
  }

  /** Format 4: segments of the basic plane, each with its last and first code point, a shift and an offset. */
  private glyph(codePoint: number): number {
    const { data, subtable } = this;
    const bytes = data.getUint16(subtable + 6);
    const [ends, starts] = [subtable + 14, subtable + 16 + bytes];
    for (let at = 0; at < bytes; at += 2) {
      if (codePoint > data.getUint16(ends + at)) continue;
      const start = data.getUint16(starts + at);
      if (codePoint < start) return 0;
      const shift = data.getUint16(starts + bytes + at);
      const offsetAt = starts + 2 * bytes + at;
      const offset = data.getUint16(offsetAt);
      if (offset === 0) return (codePoint + shift) & 0xffff;
      const glyph = data.getUint16(offsetAt + offset + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + shift) & 0xffff;
    }
    return 0;
  }

  private unicodeSubtable(): number {
    const { data } = this;
    const cmap = this.table('cmap');
    for (let i = 0, count = data.getUint16(cmap + 2); i < count; i++) {
      const subtable = cmap + data.getUint32(cmap + 8 + 8 * i);
      if (data.getUint16(subtable) === 4) return subtable;
    }
    throw new Error('a font without a character map of format 4');
  }

  private table(tag: string): number {
    const offset = this.tables.get(tag);
    if (offset === undefined) throw new Error(`a font without the table ${tag}`);
    return offset;
  }
}
