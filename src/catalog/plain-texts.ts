import type { z } from "zod";
import { shownKey } from "../base/zod-issues.ts";

/** Controls, ANSI, bidi, zero-width, halves of characters: nothing that a catalog needs, and much that a reader is deceived by. */
const HIDDEN = /[^\P{Cc}\n\t]|[\p{Cf}\p{Co}\p{Cs}]/u;

/** Refuses hidden characters in any key and text of a value. */
export function refuseHidden(value: unknown, context: z.RefinementCtx, path: readonly PropertyKey[] = []): void {
  if (typeof value === "string" && HIDDEN.test(value)) refuse(context, path, "holds a control character or one that can't be seen");
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    if (HIDDEN.test(key)) refuse(context, here, `the key "${shownKey(key)}" holds a character that can't be seen`);
    refuseHidden(inner, context, here);
  }
}

function refuse(context: z.RefinementCtx, path: readonly PropertyKey[], message: string): void {
  context.addIssue({ code: "custom", path: [...path], message, params: { rule: "hidden-character", hint: "write it in plain characters" } });
}
