import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseStrict } from "../../../src/base/strict-yaml.ts";
import { GATES } from "./walls.ts";
import { readOutline, type OutlineNode } from "./outline.ts";

const FOLDER = join(import.meta.dirname, "..");
const Outline = z.string().transform(readOutline);
const Template = z.string();

/** One page, or the answer to a form: what it asks of the visitor, what it does, what it shows. */
const Page = z.strictObject({
  /** Fields of the address, of the form, or of a form before it, and what must stand in them. They say who is meant. */
  asks: z.record(z.string(), Template).default({}),
  /** A challenge that passes by itself stands before it. */
  gate: z.enum(GATES).optional(),
  /** A request is taken in: the name of its form. */
  accepts: z.string().optional(),
  /** Sends a mail to what stands in field `to`: with a link to this path, or with a code. */
  mails: z.union([z.strictObject({ to: z.string(), link: z.string() }), z.strictObject({ to: z.string(), code: z.literal(true) })]).optional(),
  /** It is opened by the mailed link. */
  opens: z.literal("link").optional(),
  /** From here on the listing goes. */
  removes: z.literal(true).optional(),
  /** With rows: what stands around them, and `{rows}` in their place. Otherwise with the holes of the one who is meant. */
  shows: Outline,
  row: Outline.optional(),
  /** In place of `shows` when nobody is found. */
  none: Outline.optional(),
});
export type Page = z.infer<typeof Page>;

/** How a rehearsal of its playbook ends. */
const Ends = z.strictObject({
  /**
   * `looked`: its playbook asks nothing · `asked`: every form and link was taken in · `person`: somebody has to do the rest ·
   * `waits`: it was asked, and what comes next is not known well enough to be played.
   */
  as: z.enum(["looked", "asked", "person", "waits"]),
  why: z.string(),
});

const Description = z.strictObject({
  /** The id of the published flow that it was written from. */
  flow: z.string().optional(),
  host: z.string(),
  /** Where one listing stands, on this host or another. */
  record: Template.default("/record/{id}"),
  ends: Ends,
  /** By `METHOD /path?query`, with holes for what the address says of the one it is about. */
  pages: z.record(z.string().regex(/^(GET|POST) \//), Page),
});
export type Description = z.infer<typeof Description> & { readonly slug: string };

/** A site that is built as others are: what its kind says, with its own host and words in the `${holes}`, and pages of its own. */
const Kind = z.looseObject({ pages: z.record(z.string(), z.unknown()).default({}) });
const Use = Kind.extend({ like: z.string().optional(), host: z.string(), with: z.record(z.string(), z.string()).default({}) });

/** Every site that was described, by the slug of its broker. */
export function readDescriptions(folder = FOLDER): readonly Description[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort();
  return files.map((name) => readDescription(name.slice(0, -".yaml".length), folder));
}

export function readDescription(slug: string, folder = FOLDER): Description {
  const own = { file: `${slug}.yaml`, text: readFileSync(join(folder, `${slug}.yaml`), "utf8") };
  const { like, with: words, ...site } = parseStrict(own, Use);
  if (like === undefined) return { slug, ...parseStrict(own, Description) };
  const file = join("kinds", `${like}.yaml`);
  const text = put({ ...words, host: site.host }, { file, text: readFileSync(join(folder, file), "utf8") });
  return { slug, ...parseStrict({ file, text }, Description, (kind) => ({ ...Kind.parse(kind), ...site, pages: { ...Kind.parse(kind).pages, ...site.pages } })) };
}

function put(words: Readonly<Record<string, string>>, { file, text }: { readonly file: string; readonly text: string }): string {
  return text.replace(/\$\{([a-z]+)\}/gi, (hole, name: string) => {
    const word = words[name];
    if (word === undefined) throw new Error(`${file} wants ${hole}, and nothing is put into it`);
    return word;
  });
}

/** The forms that a rehearsal sends. A site whose way ends at a person never sees the one that would have ended it. */
export function formsToSend({ pages, ends }: Description): readonly string[] {
  if (ends.as === "looked") return [];
  return Object.values(pages).flatMap(({ accepts, removes }) => (accepts === undefined || (removes && ends.as !== "asked") ? [] : [accepts]));
}

/** Something on its pages is left to a person. */
export function hasFieldByHand({ pages }: Description): boolean {
  return Object.values(pages).some(({ shows }) => shows.some(isByHand));
}

function isByHand(node: OutlineNode): boolean {
  return "tag" in node && (node.attributes.some(([name]) => name === "data-by-hand") || node.children.some(isByHand));
}
