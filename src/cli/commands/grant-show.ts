import { ExitCode } from "../../base/errors.ts";
import type { HeldGrant } from "../../grant/standing.ts";
import { isSignedBy } from "../../grant/signature.ts";
import { readDocument, readSignature } from "../../grant/store.ts";
import { readProfile } from "../../subject/store.ts";
import type { Call } from "../call.ts";
import { fullName, grantNamed, printLetter } from "../grant-document.ts";
import { grantLines, grantRow } from "../grant-lines.ts";
import { clientNamed, tellTrail, type OpenClient } from "../open-client.ts";
import { openTheHome, type OpenedHome } from "../open-home.ts";
import { writeNew } from "../write-new.ts";

/** What a client granted, and whether each signature still holds for every word of it. */
export async function grantShowCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const client = await clientNamed(call, opened);
  const file = call.options.text("document");
  if (file !== undefined) return handOut(call, opened, { client, file });
  const now = call.clock.now();
  const rows = await Promise.all(client.grants.map(async (held) => ({ ...grantRow(held, now), isSignatureWhole: await isWhole(client, held) })));
  const broken = rows.filter(({ isSignatureWhole }) => !isSignatureWhole).map(({ id }) => `The signature under ${id} does not fit its words.`);
  call.out.result({ client: client.subject, grants: rows }, [...(rows.length === 0 ? ["No grant."] : client.grants.flatMap((held) => grantLines(held, now))), ...broken]);
  if (rows.length === 0) call.out.next(`unlist grant new ${client.subject} --terms FILE`);
  return broken.length > 0 ? ExitCode.damaged : ExitCode.done;
}

/** Nothing to hold against it is whole, too. */
async function isWhole(client: OpenClient, { terms }: HeldGrant): Promise<boolean> {
  const signature = await readSignature(client, terms.id);
  return signature === undefined || isSignedBy(signature, terms);
}

/** The signed document as it is; of terms that nobody signed yet the letter, for a pen. */
async function handOut(call: Call, opened: OpenedHome, { client, file }: { client: OpenClient; file: string }): Promise<ExitCode> {
  const { terms, signed } = grantNamed(call, client, () => true);
  const document = signed ? await readDocument(client, terms.id) : await printLetter(call, { terms, client: fullName(await readProfile(opened, client.subject)), now: call.clock.now() });
  await writeNew(call, file, document);
  await tellTrail(call, client, "document-handed-out", { grant: terms.id });
  call.out.result({ client: client.subject, grant: terms.id, written: file, isSigned: signed !== undefined }, [`${file} is written, readable for you alone. It holds the client's name and is not encrypted.`]);
  if (!signed) call.out.next(`unlist grant import ${client.subject} --scan FILE, when it is signed`);
  return ExitCode.done;
}
