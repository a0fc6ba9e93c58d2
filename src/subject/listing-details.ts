import { z } from "zod";

/** An address as a listing shows it: a city and state nearly always, a street sometimes. */
export const ShownAddress = z.strictObject({
  street: z.string().optional(),
  city: z.string(),
  state: z.string().optional(),
  zip: z.string().optional(),
});
export type ShownAddress = z.infer<typeof ShownAddress>;

/**
 * What one row of a broker shows of one person, cleaned but not corrected. Only rows that are (or may be) the subject's are
 * ever kept, sealed. `ageFloor` marks an open range: "81+" is age 81 with ageFloor true.
 */
export const ListingDetails = z.strictObject({
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  age: z.int().optional(),
  ageFloor: z.boolean().optional(),
  birthYear: z.int().optional(),
  addresses: z.array(ShownAddress).default([]),
  phones: z.array(z.string()).default([]),
  relatives: z.array(z.string()).default([]),
  url: z.string().optional(),
  id: z.string().optional(),
  extras: z.record(z.string(), z.string()).default({}),
});
export type ListingDetails = z.infer<typeof ListingDetails>;
