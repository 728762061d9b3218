/** A text and, below it, the same as a white outline, so that it can be read on lines. */
export function haloed(layer: { readonly mark: object; readonly [key: string]: unknown }): object[] {
  return [
    { ...layer, mark: { ...layer.mark, stroke: 'white', strokeWidth: 4, strokeJoin: 'round', aria: false } },
    layer,
  ];
}
