import { z } from "zod";

/** A control as the page shows it: words only, never a value. */
export const Control = z.object({
  tag: z.enum(["input", "select", "textarea"]),
  type: z.string(),
  name: z.string(),
  id: z.string(),
  autocomplete: z.string(),
  placeholder: z.string(),
  /** Of its `label`, or what `aria-labelledby` names. */
  label: z.string(),
  ariaLabel: z.string(),
  /** Text right before it (after it, for a box to tick), where it has no label. */
  neighbour: z.string(),
  /** Texts of a select's options. */
  options: z.array(z.string()),
  isRequired: z.boolean(),
  /** Why nobody sees it; empty when it shows. */
  unseen: z.string(),
  /** Index of its group. */
  group: z.int(),
  /** CSS that names it and nothing else, the steadiest first; the last is its path. */
  css: z.array(z.string()),
});
export type Control = z.infer<typeof Control>;

export const Button = z.object({
  text: z.string(),
  isSubmit: z.boolean(),
  /** Whether Playwright's `role=button` finds it. */
  isButton: z.boolean(),
  unseen: z.string(),
  group: z.int(),
  css: z.array(z.string()),
});
export type Button = z.infer<typeof Button>;

/** A form, or controls that stand together without one. */
export const Group = z.object({
  css: z.string(),
  isForm: z.boolean(),
  /** Absolute, or empty where a script decides. */
  action: z.string(),
  method: z.string(),
  /** Class, id, role and label of it and of what holds it. */
  surroundings: z.string(),
  heading: z.string(),
  text: z.string(),
});
export type Group = z.infer<typeof Group>;

export const CHALLENGES = ["recaptcha", "turnstile", "hcaptcha", "arithmetic", "image", "other"] as const;
export type ChallengeKind = (typeof CHALLENGES)[number];

export const Challenge = z.object({ kind: z.enum(CHALLENGES), css: z.string(), isShown: z.boolean() });
export type Challenge = z.infer<typeof Challenge>;

/** What a page asks for, as far as it can be read without touching it. */
export const PageFace = z.object({
  title: z.string(),
  baseUrl: z.string(),
  /** Where a saved page says that it came from. */
  sourceUrl: z.string(),
  controls: z.array(Control),
  buttons: z.array(Button),
  groups: z.array(Group),
});
export type PageFace = z.infer<typeof PageFace>;
