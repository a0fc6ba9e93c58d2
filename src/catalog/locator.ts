import { RE2JS } from "re2js";
import { z } from "zod";
import { readTemplate } from "./template.ts";

/**
 * Where on the page: CSS by default; XPath when it starts with `//`, `./`, `..` or `(`; or an engine by name: `text=Delete me`,
 * `label=E-mail`, `role=button[name="Remove"]`, `placeholder=First name`.
 */
export const Locator = z.string().trim().min(1).max(500);
export type Locator = z.infer<typeof Locator>;

const NAMED = /^(css|xpath|text|label|placeholder|role)=/;
const XPATH = /^(\/\/|\.\/|\.\.|\()/;

/** How a locator is looked up. */
export function engineOf(locator: string): string {
  return NAMED.exec(locator)?.[1] ?? (XPATH.test(locator) ? "xpath" : "css");
}

/** Where a step looks: a part of the page, or `row`, the one that `choose` picked. */
export const Within = z.union([z.literal("row"), Locator]);

/** Text with holes for the person's fields, `{{name.first | slug}}`. */
export const TemplateText = z.string().max(500).superRefine((source, context) => {
  const read = readTemplate(source);
  if ("message" in read) context.addIssue({ code: "custom", message: read.message, params: { hint: read.hint, rule: "template" } });
});

/** RE2 only: a pattern that could back-track is refused, since `^(a+)+$` froze Node for 41 s (RELIABILITY, fact 5). */
export const Pattern = z.string().min(1).max(300).refine(isRe2, { error: "is not a regular expression that RE2 takes", params: { rule: "pattern-refused", hint: "no look-around and no back-references: https://github.com/google/re2/wiki/Syntax" } });

/** The one address that no playbook can write out: it stands on the listing, and its host is checked when it is opened. */
export const LISTING_ADDRESS = "{{listing.url}}";

export const AddressUrl = TemplateText.refine(
  (url) => url === LISTING_ADDRESS || /^https:\/\/[^/{}]+(\/|$)/.test(url),
  "wants an https address whose host is written out",
);

/** Words for the person who does a step by hand: plain text on one line. */
export const Say = z.string().trim().min(1).max(300).regex(/^[^\p{Cc}\p{Cf}{}]*$/u, "wants plain words on one line");

function isRe2(source: string): boolean {
  try {
    RE2JS.compile(source);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
