import { MARK_HEADER, type TrustMark } from "./trust-mark.ts";

/** The name under which the person's own server speaks (RFC 8601: authserv-id). */
export const SERVER_ID = "mx.lab.example";

/**
 * A mail as the person's own server stores it: with its verdict on the sender on top, and without the verdicts that came
 * in with the mail, which anybody could have written (RFC 8601, section 5).
 */
export function withVerdict(raw: Buffer, mark: TrustMark): Buffer {
  const text = raw.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const headers = unfold(text.slice(0, end));
  const kept = headers.filter((header) => !isNamed(header, "authentication-results") && !isNamed(header, MARK_HEADER));
  return Buffer.from([verdict(headers, mark), ...kept].join("\r\n") + text.slice(end), "latin1");
}

function verdict(headers: readonly string[], mark: TrustMark): string {
  const domain = /@([a-z0-9.-]+)/i.exec(valueOf(headers, "from"))?.[1]?.toLowerCase() ?? "unknown";
  const isTrue = mark.verify(valueOf(headers, MARK_HEADER), valueOf(headers, "message-id"), domain);
  const word = isTrue ? "pass" : "fail";
  return `Authentication-Results: ${SERVER_ID};\r\n dkim=${word} header.d=${domain};\r\n spf=${word} smtp.mailfrom=${domain}`;
}

/** Header fields, each with its continuation lines. */
function unfold(head: string): string[] {
  return head.split(/\r\n(?![ \t])/);
}

function isNamed(header: string, name: string): boolean {
  return header.toLowerCase().startsWith(`${name.toLowerCase()}:`);
}

function valueOf(headers: readonly string[], name: string): string {
  const header = headers.find((line) => isNamed(line, name)) ?? "";
  return header.slice(header.indexOf(":") + 1).replace(/\r\n[ \t]+/g, " ").trim();
}
