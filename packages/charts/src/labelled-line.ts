import { haloed } from './halo.ts';

/** A horizontal line across a picture, and what it says of itself. */
export interface LabelledLine {
  /** Field of its only row of data. */
  readonly field: string;
  readonly at: number;
  readonly text: string;
  readonly colour: string;
}

/** Where its text stands, at the left. */
export const ABOVE = { baseline: 'bottom', dy: -5 } as const;
export const BELOW = { baseline: 'top', dy: 6 } as const;

/** Its layers, on the scale of `y`, an encoding without a field. */
export function labelledLine(
  { field, at, text, colour }: LabelledLine,
  y: object,
  side: typeof ABOVE | typeof BELOW = ABOVE,
): object[] {
  const data = { values: [{ [field]: at }] };
  const place = { ...y, field };
  return [
    {
      data,
      mark: { type: 'rule', color: colour, strokeDash: [6, 4], strokeWidth: 1.5 },
      encoding: { x: { value: 0 }, x2: { value: 'width' }, y: place },
    },
    ...haloed({
      data,
      mark: { type: 'text', text, color: colour, fontWeight: 600, align: 'left', ...side },
      encoding: { x: { value: 6 }, y: place },
    }),
  ];
}
