import { RE2JS } from "re2js";
import type { Mail } from "./read-mail.ts";

/** The first group of an RE2 pattern in the mail's text, or all that it matched. RE2 can't be made to hang. */
export function findCode({ text }: Pick<Mail, "text">, pattern: string): string | undefined {
  const matcher = RE2JS.compile(pattern).matcher(text);
  if (!matcher.find()) return undefined;
  const code = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  return code ?? undefined;
}
