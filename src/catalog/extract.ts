import { z } from "zod";
import { Locator, Pattern } from "./locator.ts";

/** A place in a text: these very words, or what a pattern matches. */
export const Mark = z.union([z.string().min(1), z.strictObject({ pattern: Pattern })]);
export type Mark = z.infer<typeof Mark>;

/** The part of an address that names a record. Segments of the path count from 1, and from the end with -1. */
export const AddressPart = z.union([
  z.literal("hash"),
  z.strictObject({ query: z.string().min(1).max(60) }),
  z.strictObject({ segment: z.int().min(-9).max(9).refine((place) => place !== 0, "wants 1 for the first or -1 for the last, and so on") }),
]);
export type AddressPart = z.infer<typeof AddressPart>;

export const FieldWish = z.strictObject({
  at: Locator.optional(),
  /** Every match, not the first. */
  all: z.boolean().default(false),
  attribute: z.string().regex(/^[a-z][a-z0-9-]*$/, "wants the name of an attribute, like href").optional(),
  /** Of a link's address. */
  part: AddressPart.optional(),
  /** What follows the first such place. */
  after: Mark.optional(),
  /** Where `after` finds nothing, the whole text is the value: a label that some rows lack. */
  orWhole: z.literal(true).optional(),
  /** What precedes the first such place. */
  before: Mark.optional(),
  /** What parts a list inside one element. */
  split: Mark.optional(),
  /** Every match of this pattern is an item of a list. */
  items: Pattern.optional(),
  /** The first group of this pattern, or all it matched. */
  pattern: Pattern.optional(),
  /** Look in the whole page instead of in the row. A `url` from the page, with no place in it, is the page's own address. */
  from: z.literal("page").optional(),
});
export type FieldWish = z.infer<typeof FieldWish>;

export const ExtractField = z.union([Locator, FieldWish]);
export type ExtractField = z.infer<typeof ExtractField>;

export const PLACE_PARTS = ["street", "city", "state", "zip"] as const;
export type PlacePart = (typeof PLACE_PARTS)[number];

/** An address that the page shows in parts: the n-th state goes with the n-th city, a single one with all of them. */
export const PlaceParts = z.strictObject({
  street: ExtractField.optional(),
  city: ExtractField,
  state: ExtractField.optional(),
  zip: ExtractField.optional(),
});
export type PlaceParts = z.infer<typeof PlaceParts>;

const PlaceField = z.union([ExtractField, PlaceParts]);

export const Fields = z.strictObject({
  name: ExtractField,
  aliases: ExtractField.optional(),
  age: ExtractField.optional(),
  birthYear: ExtractField.optional(),
  address: PlaceField.optional(),
  addresses: PlaceField.optional(),
  cities: PlaceField.optional(),
  phones: ExtractField.optional(),
  relatives: ExtractField.optional(),
  url: ExtractField.optional(),
  id: ExtractField.optional(),
  extras: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,30}$/, "wants a plain word, like county"), ExtractField).optional(),
});
export type Fields = z.infer<typeof Fields>;

export const EXTRACT_KEYS = ["name", "aliases", "age", "birthYear", "address", "addresses", "cities", "phones", "relatives", "url", "id"] as const;
export type ExtractKey = (typeof EXTRACT_KEYS)[number];

export const Extract = z.strictObject({
  /** One row per listing. */
  each: Locator,
  /** The broker's own sign that nobody was found. Without one an empty page stays inconclusive. */
  none: Locator.optional(),
  fields: Fields,
  /**
   * What makes a row the same listing next month: by itself the `id` where one is read, else the `url` without its query, else
   * name and city. Never what changes: an age, a relative.
   */
  identity: z.enum(["url", "id", "nameAndCity"]).optional(),
});
export type Extract = z.infer<typeof Extract>;

export function isInParts(field: ExtractField | PlaceParts): field is PlaceParts {
  return typeof field !== "string" && "city" in field;
}
