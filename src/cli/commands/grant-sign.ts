import { text } from "node:stream/consumers";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { documentId } from "../../grant/letter.ts";
import { sha256 } from "../../base/sha256.ts";
import { signTyped } from "../../grant/signature.ts";
import { keepSignature } from "../../grant/store.ts";
import { readProfile } from "../../subject/store.ts";
import type { Call } from "../call.ts";
import { fullName, grantNamed, isOwnName, printLetter } from "../grant-document.ts";
import { clientNamed, tellTrail } from "../open-client.ts";
import { lockHome, openTheHome } from "../open-home.ts";

/** The client types their name; the letter with it is printed and kept, and its hash is what requests cite. */
export async function grantSignCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const client = await clientNamed(call, opened);
  const { terms, signed, revokedAt } = grantNamed(call, client, (held) => !held.signed && held.revokedAt === undefined);
  if (signed || revokedAt !== undefined) throw new UsageError(`grant ${terms.id} is ${signed ? "signed already" : "taken back"}`, { hint: "another agreement is another grant: unlist grant new" });
  const profile = await readProfile(opened, client.subject);
  const name = await typedName(call);
  const isRight = terms.capacity === "guardian" ? name === terms.holder.name : isOwnName(name, profile);
  if (!isRight) throw new UsageError("that is not the name of who has to sign", { hint: terms.capacity === "guardian" ? "a guardian signs, as the terms name them" : "the client signs, with a name of their profile" });
  await using _lock = await lockHome(call, "grant sign");
  const at = call.clock.now().toISOString();
  const by = signTyped({ terms, name, at });
  const letter = await printLetter(call, { terms, client: fullName(profile), now: call.clock.now(), signed: { at, by } });
  const document = { id: documentId(terms), sha256: sha256(letter), kind: "letter" as const };
  await keepSignature(client, terms.id, { signature: { at, document, by }, document: letter });
  await tellTrail(call, client, "grant-signed", { grant: terms.id, document: document.id, sha256: document.sha256 });
  call.out.result({ client: client.subject, grant: terms.id, document }, [`Signed. Requests cite document ${document.id}`, `SHA-256 ${document.sha256}`]);
  call.out.next(`unlist --subject ${client.subject} plan`);
  return ExitCode.done;
}

/** Typed at the terminal, or on standard input, so that no shell keeps it. */
async function typedName({ ask, stdin }: Call): Promise<string> {
  const typed = ask.isTerminal ? await ask.text("The client types their full name to sign", "pipe it in") : await text(stdin);
  return typed.trim();
}
