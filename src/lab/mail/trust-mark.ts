import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** The header in which a lab mail says that it is from the domain it names. Never stored: the server takes it off. */
export const MARK_HEADER = "X-Lab-Mark";

/**
 * Stands in for DKIM: whoever holds the lab's key may sign for a domain. A phish has a mark of the wrong key, as a forged
 * mail has a signature that fails.
 */
export class TrustMark {
  readonly #key = randomBytes(32);

  sign(messageId: string, domain: string): string {
    return createHmac("sha256", this.#key).update(`${messageId}\n${domain}`).digest("hex");
  }

  verify(mark: string, messageId: string, domain: string): boolean {
    const right = Buffer.from(this.sign(messageId, domain));
    const given = Buffer.from(mark);
    return given.length === right.length && timingSafeEqual(given, right);
  }
}
