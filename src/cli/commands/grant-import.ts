import { ExitCode, UsageError } from "../../base/errors.ts";
import { documentId } from "../../grant/letter.ts";
import { sha256 } from "../../base/sha256.ts";
import { keepSignature } from "../../grant/store.ts";
import type { Call } from "../call.ts";
import { grantNamed } from "../grant-document.ts";
import { clientNamed, tellTrail } from "../open-client.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { readPrivateFile } from "../private-file.ts";

/** By what a file begins with, whatever it is called: PDF (ISO 32000), PNG, JPEG. */
const SCANS = [Buffer.from("%PDF-"), Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("ffd8ff", "hex")];
const MOST_BYTES = 20_000_000;

/** Keeps, sealed, the scan of a letter that was signed with a pen. Whether the hand is the client's, the advocate has seen. */
export async function grantImportCommand(call: Call): Promise<ExitCode> {
  const file = call.options.text("scan");
  if (file === undefined) throw new UsageError("which scan?", { hint: "--scan FILE: the signed letter as PDF, PNG or JPEG" });
  const scan = await readPrivateFile(file, "scan");
  if (scan.length > MOST_BYTES || !SCANS.some((start) => scan.subarray(0, start.length).equals(start))) throw new UsageError("that is no scan that can be kept", { hint: "a PDF, PNG or JPEG of at most 20 MB" });
  const opened = await openTheHome(call);
  await using _lock = await lockHome(call, "grant import");
  const client = await clientNamed(call, opened);
  const { terms, signed, revokedAt } = grantNamed(call, client, (held) => !held.signed && held.revokedAt === undefined);
  if (signed || revokedAt !== undefined) throw new UsageError(`grant ${terms.id} is ${signed ? "signed already" : "taken back"}`, { hint: "another agreement is another grant: unlist grant new" });
  const document = { id: documentId(terms), sha256: sha256(scan), kind: "scan" as const };
  await keepSignature(client, terms.id, { signature: { at: call.clock.now().toISOString(), document, by: { kind: "pen" } }, document: scan });
  await tellTrail(call, client, "grant-signed", { grant: terms.id, document: document.id, sha256: document.sha256 });
  call.out.result({ client: client.subject, grant: terms.id, document }, [`Kept, encrypted. Requests cite document ${document.id}`, `SHA-256 ${document.sha256}`]);
  call.out.note(`The file itself is yours: keep it safe, or rm ${file}`);
  call.out.next(`unlist --subject ${client.subject} plan`);
  return ExitCode.done;
}
