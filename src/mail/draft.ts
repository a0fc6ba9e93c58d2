import { createTransport } from "nodemailer";
import { FatalError } from "../base/errors.ts";

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
  /** The same for the same request, so that a mail that went out twice is seen to be one. */
  readonly id: string;
  readonly enclosure?: Enclosure | undefined;
}

/** A file that goes along. */
export interface Enclosure {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Writes a mail into memory and has no way to anywhere else. */
const writer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

/** A mail as a file (RFC 5322) that mail programs open as a draft. */
export async function draftOf({ from, to, subject, text, at, id, enclosure }: Letter): Promise<string> {
  const domain = from.slice(from.lastIndexOf("@") + 1);
  const { message } = await writer.sendMail({ from, to, subject, text, date: at, messageId: `<${id}@${domain}>`, headers: { "X-Unsent": "1" }, attachments: enclosure ? [{ filename: enclosure.name, content: enclosure.bytes }] : [] });
  if (!Buffer.isBuffer(message)) throw new FatalError("a mail could not be written");
  return message.toString("utf8");
}
