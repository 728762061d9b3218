import { z } from 'zod';
import type { Path } from './problem.ts';

/** The keys that the schema allows at a path of the document: what a hint about an unknown key offers. */
export function allowedKeys(schema: z.ZodType, path: Path): readonly string[] {
  const options = path.reduce<z.ZodType[]>((types, part) => types.flatMap((type) => child(type, part)), [schema]);
  return options
    .flatMap((type) => alternatives(type))
    .flatMap((type) => (type instanceof z.ZodObject ? Object.keys(type.shape) : []));
}

function child(type: z.ZodType, part: string | number): z.ZodType[] {
  return alternatives(type).flatMap((option) => {
    if (option instanceof z.ZodObject && typeof part === 'string')
      return part in option.shape ? [option.shape[part] as z.ZodType] : [];
    if (option instanceof z.ZodArray && typeof part === 'number') return [option.element as z.ZodType];
    return [];
  });
}

/** The types behind optional, lazy and union wrappers. */
function alternatives(type: z.ZodType): z.ZodType[] {
  if (type instanceof z.ZodOptional) return alternatives(type.unwrap() as z.ZodType);
  if (type instanceof z.ZodLazy) return alternatives(type.unwrap() as z.ZodType);
  if (type instanceof z.ZodUnion) return type.options.flatMap((option) => alternatives(option as z.ZodType));
  return [type];
}
