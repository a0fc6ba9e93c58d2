import { RE2JS } from "re2js";
import { z } from "zod";
import { Duration } from "../base/duration.ts";
import { Host } from "./names.ts";
import { readTemplate } from "./template.ts";

/**
 * Where on the page: CSS by default; XPath when it starts with `//`, `./`, `..` or `(`; or an engine by name: `text=Delete me`,
 * `label=E-mail`, `role=button[name="Remove"]`, `placeholder=First name`.
 */
export const Locator = z.string().trim().min(1).max(500);
export type Locator = z.infer<typeof Locator>;

/** Text with holes for the person's fields, `{{name.first | slug}}`. */
export const TemplateText = z.string().max(500).superRefine((source, context) => {
  const read = readTemplate(source);
  if ("message" in read) context.addIssue({ code: "custom", message: read.message, params: { hint: read.hint } });
});

/** RE2 only: a pattern that could back-track is refused, since `^(a+)+$` froze Node for 41 s (RELIABILITY, fact 5). */
export const Pattern = z.string().min(1).max(300).refine(isRe2, "is not a regular expression that RE2 takes");

const AddressUrl = TemplateText.refine((url) => /^https:\/\/[^/{}]+(\/|$)/.test(url), "wants an https address whose host is written out");

export const ExtractField = z.union([
  Locator,
  z.strictObject({
    at: Locator.optional(),
    /** Every match, not the first. */
    all: z.boolean().default(false),
    attribute: z.string().regex(/^[a-z][a-z0-9-]*$/).optional(),
    /** What follows this text (its first occurrence). */
    after: z.string().min(1).optional(),
    /** What precedes this text (its first occurrence). */
    before: z.string().min(1).optional(),
    /** The first group of this pattern, or all it matched. */
    pattern: Pattern.optional(),
    /** Text that parts a list inside one element. */
    split: z.string().min(1).optional(),
    /** Look in the whole page instead of in the row. */
    from: z.literal("page").optional(),
  }),
]);
export type ExtractField = z.infer<typeof ExtractField>;

export const EXTRACT_KEYS = ["name", "aliases", "age", "birthYear", "address", "addresses", "cities", "phones", "relatives", "url", "id"] as const;
export type ExtractKey = (typeof EXTRACT_KEYS)[number];

export const Fields = z.strictObject({
  name: ExtractField,
  ...optional(["aliases", "age", "birthYear", "address", "addresses", "cities", "phones", "relatives", "url", "id"]),
  extras: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,30}$/), ExtractField).optional(),
});
export type Fields = z.infer<typeof Fields>;

export const Extract = z.strictObject({
  /** One row per listing. */
  each: Locator,
  /** The broker's own sign that nobody was found. Without one an empty page stays inconclusive. */
  none: Locator.optional(),
  fields: Fields,
  /** What makes a row the same listing next month. `url` ignores the query unless `id` is given. */
  identity: z.enum(["url", "id", "nameAndCity"]).optional(),
});
export type Extract = z.infer<typeof Extract>;

const common = {
  /** May be missing from the page: then the step is passed over. */
  optional: z.literal(true).optional(),
  /** Written from documents, never seen: its failure is drift and not the person's error. */
  assumed: z.literal(true).optional(),
  note: z.string().max(300).optional(),
};

/** `row`: inside the row that `choose` picked. */
const Within = z.union([z.literal("row"), Locator]);

const Click = z.union([Locator, z.strictObject({ at: Locator, in: Within.optional() })]);
const Choice = z.union([
  TemplateText,
  z.strictObject({ value: TemplateText }),
  z.strictObject({ text: TemplateText }),
]);

const Goto = z.strictObject({ goto: AddressUrl, ...common });
const ExtractStep = z.strictObject({ extract: Extract, ...common });
/** Picks the row that is the listing in hand, by the scan's own `extract`. */
const Choose = z.strictObject({ choose: z.literal("listing"), ...common });
const Fill = z.strictObject({ fill: z.record(Locator, TemplateText), in: Within.optional(), ...common });
const Select = z.strictObject({ select: z.record(Locator, Choice), in: Within.optional(), ...common });
const Check = z.strictObject({ check: z.union([Locator, z.array(Locator).min(1)]), ...common });
const ClickStep = z.strictObject({ click: Click, ...common });
/** Waits until a sign shows (or is gone); its absence means that the page is not the one we know. */
const Expect = z.strictObject({
  expect: z.union([Locator, z.strictObject({ at: Locator, text: z.string().min(1).optional(), gone: z.literal(true).optional(), within: Duration.default("15s") })]),
  ...common,
});
/** Waits for a challenge to pass by itself; `challenge` hosts are open meanwhile. When it does not: a human step. */
const Settle = z.strictObject({
  settle: z.union([Locator, z.strictObject({ until: Locator, within: Duration.default("20s") })]),
  ...common,
});
const Human = z.strictObject({
  human: z.union([
    z.strictObject({ captcha: Locator }),
    z.strictObject({ phone: z.string().min(1) }),
    z.strictObject({ sms: z.string().min(1) }),
    z.strictObject({ id: z.string().min(1) }),
    z.strictObject({ account: z.string().min(1) }),
  ]),
  ...common,
});
/** The irreversible step. `confirmed` must be absent before the click and shown after it. */
const Submit = z.strictObject({
  submit: z.strictObject({
    click: Locator,
    confirmed: Locator,
    in: Within.optional(),
    /** What holds the control and every filled control, where the page has no one form for them. */
    form: Locator.optional(),
    within: Duration.default("30s"),
    /** Signs of a refusal, each with its reason. */
    refused: z.array(z.strictObject({ sign: Locator, reason: z.enum(["need_user_verification", "no_match", "too_many_requests", "suspected_fraud", "other"]) })).default([]),
  }),
  ...common,
});
/** A mail from the broker: its link is opened in the fenced browser, or its code typed into a control. */
const Email = z.strictObject({
  email: z.union([
    z.strictObject({ from: Host, link: z.string().min(1).max(200), within: Duration.default("48h"), subject: z.string().optional() }),
    z.strictObject({ from: Host, code: Pattern, fill: Locator, within: Duration.default("15m"), subject: z.string().optional() }),
  ]),
  ...common,
});

interface IfThen {
  if: { there: string; within?: string | undefined; then: Step[] };
  optional?: true | undefined;
  assumed?: true | undefined;
  note?: string | undefined;
}
const If: z.ZodType<IfThen> = z.strictObject({
  if: z.strictObject({
    there: Locator,
    within: Duration.optional(),
    get then() {
      return z.array(Step);
    },
  }),
  ...common,
});

export type Step =
  | z.infer<typeof Goto>
  | z.infer<typeof ExtractStep>
  | z.infer<typeof Choose>
  | z.infer<typeof Fill>
  | z.infer<typeof Select>
  | z.infer<typeof Check>
  | z.infer<typeof ClickStep>
  | z.infer<typeof Expect>
  | z.infer<typeof Settle>
  | z.infer<typeof Human>
  | z.infer<typeof Submit>
  | z.infer<typeof Email>
  | IfThen;

/** One thing to do on a page: exactly one verb. A new verb comes with a lab page and a playbook that uses it. */
export const Step: z.ZodType<Step> = z.lazy(() =>
  z.union([Goto, ExtractStep, Choose, Fill, Select, Check, ClickStep, Expect, Settle, Human, Submit, Email, If]),
);

export const VERBS = ["goto", "extract", "choose", "fill", "select", "check", "click", "expect", "settle", "human", "submit", "email", "if"] as const;
export type Verb = (typeof VERBS)[number];

function isRe2(source: string): boolean {
  try {
    RE2JS.compile(source);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

function optional<K extends ExtractKey>(keys: readonly K[]): { [key in K]: z.ZodOptional<typeof ExtractField> } {
  // Object.fromEntries forgets the keys; the list above is what they are.
  return Object.fromEntries(keys.map((key) => [key, ExtractField.optional()])) as { [key in K]: z.ZodOptional<typeof ExtractField> };
}
