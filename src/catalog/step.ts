import { z } from "zod";
import { Duration } from "../base/duration.ts";
import { DISCLOSED_FIELDS } from "../subject/fields.ts";
import { byKey } from "./by-key.ts";
import { Choice, Entry } from "./choice.ts";
import { SubjectCondition } from "./condition.ts";
import { Extract } from "./extract.ts";
import { AddressUrl, Locator, Pattern, Say, Within } from "./locator.ts";
import { Host } from "./names.ts";

export { EXTRACT_KEYS, Extract, ExtractField, type ExtractKey } from "./extract.ts";

const common = {
  /** May be missing from the page: then the step is passed over. */
  optional: z.literal(true).optional(),
  /** Written from documents, never seen: its failure is drift and not the person's error. */
  assumed: z.literal(true).optional(),
  note: z.string().max(300).optional(),
};

/** `all`: every match in turn, as for the rows of "show more". */
const Click = z.union([Locator, z.strictObject({ at: Locator, in: Within.optional(), all: z.literal(true).optional() })]);

const Goto = z.strictObject({ goto: AddressUrl, ...common });
const ExtractStep = z.strictObject({ extract: Extract, ...common });
/** Picks the row that is the listing in hand, by the scan's own `extract`; or the one row that is the subject's, where nothing could be scanned. */
const Choose = z.strictObject({ choose: z.union([z.literal("listing"), Extract]), ...common });
const Fill = z.strictObject({ fill: z.record(Locator, Entry), in: Within.optional(), ...common });
const Select = z.strictObject({ select: z.record(Locator, Choice), in: Within.optional(), ...common });
const Check = z.strictObject({ check: z.union([Locator, z.array(Locator).min(1)]), ...common });
const ClickStep = z.strictObject({ click: Click, ...common });
/** Waits until a sign shows (or is gone); its absence means that the page is not the one we know. */
const Expect = z.strictObject({
  expect: z.union([Locator, z.strictObject({ url: z.string().min(1).max(200), within: Duration.default("15s") }), z.strictObject({ at: Locator, in: Within.optional(), text: z.string().min(1).optional(), gone: z.literal(true).optional(), within: Duration.default("15s") })]),
  ...common,
});
/** Waits for a challenge to pass by itself; `challenge` hosts are open meanwhile. When it does not: a human step. */
const Settle = z.strictObject({
  settle: z.union([Locator, z.strictObject({ until: Locator, in: Within.optional(), within: Duration.default("20s") })]),
  ...common,
});
/** The first three may pass by themselves; the others want an answer that a person types. */
export const CAPTCHA_KINDS = ["recaptcha", "hcaptcha", "turnstile", "image", "sum", "puzzle"] as const;

/** What only a person can do, in words for them. */
const Human = z.strictObject({
  human: z.union([
    z.strictObject({ captcha: Locator, kind: z.enum(CAPTCHA_KINDS).optional(), answer: Locator.optional(), in: Within.optional(), say: Say.optional() }),
    /** `fill`: where the code goes that they send or say. */
    z.strictObject({ phone: Say, fill: Locator.optional() }),
    z.strictObject({ sms: Say, fill: Locator.optional() }),
    z.strictObject({ id: Say }),
    z.strictObject({ account: Say }),
    /** They want a value that we don't have or don't send, and that nobody may make up. Passed once something stands in it. */
    z.strictObject({ field: z.enum(DISCLOSED_FIELDS), at: Locator, in: Within.optional(), say: Say }),
  ]),
  ...common,
});
/** The Data Rights Protocol's words for why a request is denied. */
const REFUSALS = ["need_user_verification", "no_match", "insuf_verification", "outside_jurisdiction", "claim_not_covered", "too_many_requests", "suspected_fraud", "other"] as const;

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
    refused: z.array(z.strictObject({ sign: Locator, reason: z.enum(REFUSALS) })).default([]),
  }),
  ...common,
});
/** A mail from the broker: its link is opened in the fenced browser, its code typed into a control, or the mail itself is answered. */
const Email = z.strictObject({
  email: z.union([
    z.strictObject({
      from: Host,
      link: z.string().min(1).max(200),
      within: Duration.default("48h"),
      subject: z.string().optional(),
      /** The link works only some time after the mail came. */
      notBefore: Duration.optional(),
      /** The link is dead some time after the mail came: then a person has to ask them anew. */
      goodFor: Duration.optional(),
    }),
    z.strictObject({ from: Host, code: Pattern, fill: Locator, within: Duration.default("15m"), subject: z.string().optional() }),
    z.strictObject({ from: Host, reply: Say, within: Duration.default("48h"), subject: z.string().optional() }),
  ]),
  ...common,
});

interface Branches {
  then: Step[];
  else?: Step[] | undefined;
}
interface IfThen {
  if: ({ there: string; in?: string | undefined; within?: string | undefined } & Branches) | ({ subject: SubjectCondition } & Branches);
  optional?: true | undefined;
  assumed?: true | undefined;
  note?: string | undefined;
}
const branches = {
  then: z.lazy(() => z.array(Step).min(1)),
  else: z.lazy(() => z.array(Step).min(1)).optional(),
};
/** Asks what the page shows or who the subject is, and goes one way or the other. */
const If: z.ZodType<IfThen> = z.strictObject({
  if: z.union([
    z.strictObject({ there: Locator, in: Within.optional(), within: Duration.optional(), ...branches }),
    z.strictObject({ subject: SubjectCondition, ...branches }),
  ]),
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
  byKey(z.union([Goto, ExtractStep, Choose, Fill, Select, Check, ClickStep, Expect, Settle, Human, Submit, Email, If]), KINDS),
);

const KINDS = { goto: Goto, extract: ExtractStep, choose: Choose, fill: Fill, select: Select, check: Check, click: ClickStep, expect: Expect, settle: Settle, human: Human, submit: Submit, email: Email, if: If } as const;

export const VERBS = ["goto", "extract", "choose", "fill", "select", "check", "click", "expect", "settle", "human", "submit", "email", "if"] as const;
export type Verb = (typeof VERBS)[number];
