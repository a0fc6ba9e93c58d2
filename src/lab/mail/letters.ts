import { randomUUID } from "node:crypto";
import { createTransport, type Transporter } from "nodemailer";
import { SERVER_ID } from "./authentication-results.ts";
import { MARK_HEADER, type TrustMark } from "./trust-mark.ts";

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The outgoing mail of the lab's brokers, and of one who says to be a broker. */
export class Letters implements Disposable {
  readonly #transport: Transporter;
  readonly #mark: TrustMark;
  readonly #now: () => Date;

  constructor(port: number, mark: TrustMark, now: () => Date) {
    this.#transport = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
    this.#mark = mark;
    this.#now = now;
  }

  async send(domain: string, letter: Letter): Promise<void> {
    const messageId = `<${randomUUID()}@${domain}>`;
    await this.#post(domain, letter, { messageId, headers: { [MARK_HEADER]: this.#mark.sign(messageId, domain) } });
  }

  /** A right From, a signature that fails, and a verdict that the mail brought along for itself. */
  async forge(domain: string, letter: Letter): Promise<void> {
    const headers = { [MARK_HEADER]: "forged", "Authentication-Results": `${SERVER_ID}; dkim=pass header.d=${domain}; spf=pass` };
    await this.#post(domain, letter, { messageId: `<${randomUUID()}@${domain}>`, headers });
  }

  [Symbol.dispose](): void {
    this.#transport.close();
  }

  async #post(domain: string, { to, subject, text }: Letter, proof: { messageId: string; headers: Record<string, string> }): Promise<void> {
    await this.#transport.sendMail({ from: `"Privacy desk" <no-reply@${domain}>`, to, subject, text, html: asHtml(text), date: this.#now(), ...proof });
  }
}

/** The same words for mail programs that show HTML, the link as a link. */
function asHtml(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/https:\/\/\S+/g, (url) => `<a href="${url.replaceAll("&", "&amp;")}">Confirm your request</a>`));
  return `<html><body><p>${lines.join("<br>")}</p></body></html>`;
}
