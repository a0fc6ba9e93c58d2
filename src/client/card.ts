import { join } from "node:path";
import { z } from "zod";
import { isMissing } from "../base/files.ts";
import { readSealedFile, writeSealedFile, type SealedFile } from "../vault/sealed-file.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { ClientPlace } from "./trail.ts";

/** What the advocate calls a client. It stands in the client's own sealed file, and in no list. */
export const Label = z.string().trim().min(1).max(80).regex(/^[^\p{Cc}\p{Cf}]*$/u, "wants plain characters, without controls and marks that can't be seen");

const Card = z.strictObject({ label: Label.optional() });
export type Card = z.infer<typeof Card>;

export async function writeCard(place: ClientPlace, card: Card): Promise<void> {
  await writeSealedFile(cardFile(place), card, place.files);
}

/** An empty one for who was never given any: somebody who is here for themself. */
export async function readCard(place: ClientPlace): Promise<Card> {
  const card = await readSealedFile(cardFile(place), place.files).catch(isMissing);
  return card === false ? {} : card;
}

function cardFile({ dir, key, subject }: ClientPlace): SealedFile<typeof Card> {
  return { path: join(dir, "client.sealed"), key: deriveKey(key, "client"), aad: `client ${subject}`, schema: Card };
}
