import { request, type ClientRequest, type IncomingMessage } from "node:http";
import { connect as connectTls } from "node:tls";
import { PolicyError, TransientError, UsageError } from "../base/errors.ts";
import { reach, type Ways } from "../browser/reach.ts";

const MOST_BYTES = 20_000_000;
const PATIENCE_MS = 60_000;

/**
 * One file over https, by the rules that the browser's proxy keeps: the name is resolved once, an address that is not of the
 * public internet is refused, and the connection goes to the address that was checked. A redirect is said, not followed.
 */
export async function fetchRegister(address: string, ways: Ways): Promise<string> {
  const url = URL.parse(address);
  if (url?.protocol !== "https:" || url.username !== "" || url.port !== "") throw new PolicyError("a register is fetched over https only", { hint: "or give it as a file" });
  const reached = await reach(url.hostname, ways);
  if (reached.kind === "refused") throw new PolicyError(`${url.hostname} leads to an address that is not of the public internet`, { hint: "nothing was sent" });
  if (reached.kind === "unreachable") throw new TransientError(`${url.hostname} can't be reached`, { hint: "try later, or give the register as a file" });
  // A rehearsal's local origin is reached as it is; a real one has to prove its name.
  const socket = ways.map?.has(url.hostname) ? reached.upstream : connectTls({ socket: reached.upstream, servername: url.hostname });
  try {
    const headers = { host: url.hostname, accept: "text/csv" };
    return await answerOf(request({ path: `${url.pathname}${url.search}`, headers, createConnection: () => socket, signal: AbortSignal.timeout(PATIENCE_MS) }).end());
  } finally {
    socket.destroy();
  }
}

async function answerOf(sent: ClientRequest): Promise<string> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve);
    sent.once("error", () => reject(new TransientError("the register's server did not answer", { hint: "try later, or give it as a file" })));
  });
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400) throw new UsageError("the register has moved", { hint: `give its new address: ${URL.parse(answer.headers.location ?? "")?.origin ?? "see its page"}` });
  if (status !== 200) throw new TransientError(`the register's server answered ${status}`, { hint: "try later, or give it as a file" });
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer) {
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new UsageError("that is too long to be a register");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
