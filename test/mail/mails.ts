export const ALIAS = "jane.optout+acme@example.org";
export const SINCE = new Date("2026-08-07T12:00:00Z");
export const LINK = "https://www.acme.example/confirm?token=abc123";
export const VOUCHED = "mx.example.org; dkim=pass header.d=acme.example; dmarc=pass header.from=acme.example";

export interface MailParts {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly date?: Date;
  /** Top to bottom. */
  readonly authResults?: readonly string[];
  readonly html?: string;
  readonly text?: string;
}

/** Minutes after the request was sent. */
export function minutesLater(minutes: number): Date {
  return new Date(SINCE.getTime() + minutes * 60_000);
}

/** A confirmation mail as acme.example would send it, with what the test wants otherwise. */
export function rawMail(parts: MailParts = {}): string {
  const { from = "Acme People <no-reply@acme.example>", to = ALIAS, subject = "Confirm your request", date = minutesLater(5) } = parts;
  const { authResults = [VOUCHED], html = `<p>Please <a href="${LINK}">confirm</a>.</p>`, text } = parts;
  const [kind, body] = text === undefined ? ["html", html] : ["plain", text];
  return [
    ...authResults.map((value) => `Authentication-Results: ${value}`),
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date.toUTCString()}`,
    `Message-ID: <${date.getTime()}@acme.example>`,
    "MIME-Version: 1.0",
    `Content-Type: text/${kind}; charset=utf-8`,
    "Content-Transfer-Encoding: base64",
    "",
    ...(Buffer.from(body).toString("base64").match(/.{1,76}/g) ?? []),
    "",
  ].join("\r\n");
}
