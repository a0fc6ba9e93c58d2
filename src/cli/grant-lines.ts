import { daysLeft, stateOf, type HeldGrant } from "../grant/standing.ts";

/** A grant for `--json`: who holds it and where answers go is in the letter, and not here. */
export function grantRow(held: HeldGrant, now: Date) {
  const { holder: _, repliesTo: __, ...terms } = held.terms;
  const state = stateOf(held, now);
  return { ...terms, state, ...(state === "valid" && { daysLeft: daysLeft(held, now) }), ...(held.signed && { signedAt: held.signed.at, document: held.signed.document }), ...(held.revokedAt !== undefined && { revokedAt: held.revokedAt }) };
}

/** The same in a few lines. */
export function grantLines(held: HeldGrant, now: Date): string[] {
  const { terms, signed } = held;
  const { id, capacity, rights, brokers, channels, jurisdictions, replies, repliesTo, startsOn, endsOn } = terms;
  const state = stateOf(held, now);
  return [
    `grant ${id}: ${state}${state === "valid" ? `, ${daysLeft(held, now)} days left` : ""}`,
    `  as ${capacity}, ${startsOn} to ${endsOn}, ${jurisdictions.join(", ")}`,
    `  ${rights.join(", ")}; by ${channels.join(", ")}; ${brokers ? brokers.join(", ") : "every broker"}`,
    `  answers ${repliesTo === undefined ? "nowhere: the profile had no contact.email" : `to ${replies === "client" ? "the client, who alone reads them" : "whoever acts"}`}`,
    ...(signed ? [`  document ${signed.document.id} (${signed.document.kind})`, `  SHA-256 ${signed.document.sha256}`] : []),
    "",
  ];
}
