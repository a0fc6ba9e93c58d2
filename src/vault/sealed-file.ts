import type { z } from "zod";
import { FatalError } from "../base/errors.ts";
import type { Files } from "../base/files.ts";
import { jsonOrNothing } from "../base/json.ts";
import { open, seal } from "./seal.ts";

/** A JSON value that stands encrypted on the disk. `aad` says which one, so that two such files cannot be swapped. */
export interface SealedFile<S extends z.ZodType> {
  readonly path: string;
  readonly key: Uint8Array;
  readonly aad: string;
  readonly schema: S;
}

/** Throws ENOENT when there is no file, `SealBrokenError` when it does not open. */
export async function readSealedFile<S extends z.ZodType>(file: SealedFile<S>, files: Files): Promise<z.output<S>> {
  const text = open(file.key, await files.read(file.path), file.aad).toString("utf8");
  return parseSealedJson(text, file.schema, file.aad);
}

/** The whole new value or the old one, never half. */
export async function writeSealedFile<S extends z.ZodType>(file: SealedFile<S>, value: z.input<S>, files: Files): Promise<void> {
  await files.replace(file.path, seal(file.key, JSON.stringify(value), file.aad));
}

/** What both a JSON error and a schema error quote is the very text that was sealed, so neither goes along as `cause`. */
export function parseSealedJson<S extends z.ZodType>(text: string, schema: S, what: string): z.output<S> {
  const result = schema.safeParse(jsonOrNothing(text));
  if (result.success) return result.data;
  throw new FatalError(`the sealed ${what} opens, but does not hold what it should`, { hint: "was it written by a newer unlist?" });
}

/** For what is written once and never changed: fails with EEXIST when it is there. */
export async function createSealedFile<S extends z.ZodType>(file: SealedFile<S>, value: z.input<S>, files: Files): Promise<void> {
  await files.create(file.path, seal(file.key, JSON.stringify(value), file.aad));
}
