import { join } from "node:path";
import { z } from "zod";
import { FatalError } from "../base/errors.ts";
import { isMissing, type Files } from "../base/files.ts";
import { createSealedFile, readSealedFile, type SealedFile } from "../vault/sealed-file.ts";
import { open, seal } from "../vault/seal.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { Authority, GrantOutline, HeldGrant } from "./standing.ts";
import { Terms } from "./terms.ts";

/** One subject's folder, with the subject's key. */
export interface GrantPlace {
  readonly dir: string;
  readonly subject: string;
  readonly key: Uint8Array;
  readonly files: Files;
}

/** As whom a subject was added. It is written beside the key, and stays. */
const Standing = z.strictObject({ as: z.enum(["self", "client"]), statedAt: z.iso.datetime() });

export const SignedBy = z.discriminatedUnion("kind", [
  /** `key` is a public one (Ed25519) whose private half was forgotten once it had signed. */
  z.strictObject({ kind: z.literal("typed"), name: z.string(), key: z.string(), value: z.string() }),
  z.strictObject({ kind: z.literal("pen") }),
]);
export type SignedBy = z.infer<typeof SignedBy>;

const Signature = z.strictObject({
  at: z.iso.datetime(),
  document: z.strictObject({ id: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), kind: z.enum(["letter", "scan"]) }),
  by: SignedBy,
});
export type Signature = z.infer<typeof Signature>;

const Revocation = z.strictObject({ at: z.iso.datetime() });

/** Says once as whom a subject is there; the caller is about to put the key beside it. */
export async function stateAs(as: "self" | "client", place: GrantPlace, now: Date): Promise<void> {
  await place.files.makeDir(place.dir);
  if (as === "client") await place.files.makeDir(grantsDir(place));
  await createSealedFile(standingFile(place), { as, statedAt: now.toISOString() }, place.files);
}

/** A subject from before there were grants is the operator themself; a folder for grants without a word of whose is nobody's. */
export async function readAuthority(place: GrantPlace): Promise<Authority> {
  const stated = await readSealedFile(standingFile(place), place.files).catch(isMissing);
  const names = await place.files.list(grantsDir(place)).catch(isMissing);
  if (stated === false) return names === false ? { as: "self" } : { as: "client", grants: [] };
  return stated.as === "self" ? { as: "self" } : { as: "client", grants: await readGrants(place, names === false ? [] : names) };
}

export async function draftGrant(place: GrantPlace, terms: z.input<typeof Terms>): Promise<Terms> {
  const parsed = Terms.parse(terms);
  await createSealedFile(grantFile(place, parsed.id, "terms", Terms), parsed, place.files);
  return parsed;
}

/** The document first: a signature that names one has it. */
export async function keepSignature(place: GrantPlace, grant: string, { signature, document }: { signature: Signature; document: Uint8Array }): Promise<void> {
  await place.files.replace(documentPath(place, grant), seal(deriveKey(place.key, "grants"), document, aadOf(place, grant, "document")));
  await createSealedFile(grantFile(place, grant, "signature", Signature), signature, place.files);
}

export async function readSignature(place: GrantPlace, grant: string): Promise<Signature | undefined> {
  const found = await readSealedFile(grantFile(place, grant, "signature", Signature), place.files).catch(isMissing);
  return found === false ? undefined : found;
}

export async function readDocument(place: GrantPlace, grant: string): Promise<Buffer> {
  return open(deriveKey(place.key, "grants"), await place.files.read(documentPath(place, grant)), aadOf(place, grant, "document"));
}

/** A file of its own, so that it takes no lock and a run in another process meets it before its next step. */
export async function revokeGrant(place: GrantPlace, grant: string, now: Date): Promise<void> {
  await createSealedFile(grantFile(place, grant, "revoked", Revocation), { at: now.toISOString() }, place.files);
}

/** Of terms that were checked when they were sealed, what tells where a grant stands. */
const Dates = z.object({ startsOn: z.string(), endsOn: z.string(), draftedAt: z.string() });

/** For a list of many: whether each is signed or taken back is told by its files' names, and nothing but its terms is opened. Nothing for who is no client. */
export async function readOutlines(place: GrantPlace): Promise<GrantOutline[] | undefined> {
  const names = await place.files.list(grantsDir(place)).catch(isMissing);
  if (names === false) return undefined;
  const has = (id: string, part: string): true | undefined => names.includes(`${id}.${part}.sealed`) || undefined;
  return Promise.all(idsIn(names).map(async (id) => ({ terms: await readSealedFile(grantFile(place, id, "terms", Dates), place.files), signed: has(id, "signature"), revokedAt: has(id, "revoked") })));
}

async function readGrants(place: GrantPlace, names: readonly string[]): Promise<HeldGrant[]> {
  return Promise.all(idsIn(names).map((id) => readGrant(place, id, names)));
}

function idsIn(names: readonly string[]): string[] {
  return names.flatMap((name) => /^(g[0-9a-z]{8,24})\.terms\.sealed$/.exec(name)?.[1] ?? []).sort();
}

/** What its files say, and no more than they do: terms whose signature or revocation does not open is a fault, not a grant. */
async function readGrant(place: GrantPlace, id: string, names: readonly string[]): Promise<HeldGrant> {
  const terms = await readSealedFile(grantFile(place, id, "terms", Terms), place.files);
  if (terms.id !== id) throw new FatalError(`the grant ${id} holds another one's terms`, { hint: "restore the home from a backup" });
  const signature = names.includes(`${id}.signature.sealed`) ? await readSignature(place, id) : undefined;
  const revoked = names.includes(`${id}.revoked.sealed`) ? await readSealedFile(grantFile(place, id, "revoked", Revocation), place.files) : undefined;
  return { terms, ...(signature && { signed: { at: signature.at, document: signature.document } }), ...(revoked && { revokedAt: revoked.at }) };
}

function grantsDir({ dir }: Pick<GrantPlace, "dir">): string {
  return join(dir, "grants");
}

function documentPath(place: GrantPlace, grant: string): string {
  return join(grantsDir(place), `${grant}.document.sealed`);
}

function grantFile<S extends z.ZodType>(place: GrantPlace, grant: string, part: string, schema: S): SealedFile<S> {
  return { path: join(grantsDir(place), `${grant}.${part}.sealed`), key: deriveKey(place.key, "grants"), aad: aadOf(place, grant, part), schema };
}

function aadOf({ subject }: GrantPlace, grant: string, part: string): string {
  return `grant ${part} ${subject}/${grant}`;
}

function standingFile({ dir, key, subject }: GrantPlace): SealedFile<typeof Standing> {
  return { path: join(dir, "standing.sealed"), key: deriveKey(key, "grants"), aad: `standing ${subject}`, schema: Standing };
}
