import type { z } from "zod";

type Run = z.ZodType["_zod"]["run"];

/**
 * Has a union try only the kind whose key a value has; where none or several fit, all of them, as it would by itself. Thirteen attempts
 * a step were half of what a lint of the catalog took, and nearly all of what a file with a thousand mistakes did.
 */
export function byKey<Union extends z.ZodType>(union: Union, kinds: Readonly<Record<string, z.ZodType>>): Union {
  const all = union._zod.run.bind(union._zod);
  const run: Run = (payload, context) => {
    const kind = soleKind(payload.value, kinds);
    return kind ? kind._zod.run(payload, context) : all(payload, context);
  };
  union._zod.run = run;
  return union;
}

function soleKind(value: unknown, kinds: Readonly<Record<string, z.ZodType>>): z.ZodType | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const [key, ...others] = Object.keys(value).filter((name) => Object.hasOwn(kinds, name));
  return key !== undefined && others.length === 0 ? kinds[key] : undefined;
}
