import PostalMime, { type Header } from "postal-mime";
import { textOfHtml } from "./html.ts";

export interface Mail {
  /** Top to bottom, as they stand in the mail. */
  readonly headers: readonly Header[];
  readonly html: string;
  /** The plain text, or what a reader of the HTML would see. */
  readonly text: string;
}

/** A mail from its source. Mails inside it are attachments: their words are not the sender's. */
export async function readMail(source: Uint8Array | string): Promise<Mail> {
  const { headers, html = "", text } = await PostalMime.parse(source, { forceRfc822Attachments: true });
  return { headers, html, text: text ?? textOfHtml(html) };
}
