import type { z } from "zod";
import { UsageError } from "../base/errors.ts";
import { Address, Contact, PersonName, Profile } from "../subject/profile.ts";
import type { Situation } from "../subject/situation.ts";
import type { Call } from "./call.ts";

type Asking = Pick<Call, "ask" | "out">;

const INSTEAD = "give it by --profile FILE";

/** Asks for a profile, piece by piece; an empty answer goes on. Each piece is checked before the next is asked. */
export async function askProfile(call: Asking, situation: Situation = {}): Promise<Profile> {
  call.out.note("Only what helps to find your listings is asked. Everything is kept encrypted; plan shows what would be sent.");
  const names = await several("name", () => askName(call), call);
  const addresses = await several("address, also past ones", () => askAddress(call), call);
  const birthYear = await optional("Year of birth (empty to leave out)", Profile.shape.birthYear, { ...call, read: Number });
  const contact = await askContact(call, situation);
  return Profile.parse({ names, addresses, birthYear, ...(contact && { contact }) });
}

/** Not asked of somebody whose mail others read: an alias can be added once there is a mailbox of their own. */
async function askContact(call: Asking, { mailbox }: Situation): Promise<Contact | undefined> {
  if (mailbox === "read-by-others") return undefined;
  const email = await optional("Mail alias that brokers may see (empty to leave out)", Contact.shape.email, call);
  return email === undefined ? undefined : { email, perBroker: mailbox === "mine" ? "plus" : "none" };
}

async function askName(call: Asking): Promise<PersonName> {
  return {
    first: await required("First name", PersonName.shape.first, call),
    middle: await optional("Middle name (empty if none)", PersonName.shape.middle, call),
    last: await required("Last name", PersonName.shape.last, call),
  };
}

export async function askAddress(call: Asking): Promise<Address> {
  return {
    street: await optional("Street and number (empty to leave out)", Address.shape.street, call),
    city: await required("City", Address.shape.city, call),
    state: await required("State, two letters", Address.shape.state, call),
    to: await optional("Lived there until which year (empty if you live there now)", Address.shape.to, { ...call, read: Number }),
  };
}

async function several<T>(what: string, askOne: () => Promise<T>, { ask }: Asking): Promise<T[]> {
  const all = [await askOne()];
  while (await ask.confirm(`Another ${what}?`, INSTEAD)) all.push(await askOne());
  return all;
}

async function required<S extends z.ZodType>(question: string, schema: S, call: Asking): Promise<z.output<S>> {
  for (let tries = 0; tries < 3; tries++) {
    const result = schema.safeParse((await call.ask.text(question, INSTEAD)).trim());
    if (result.success) return result.data;
    call.out.note(`  ${result.error.issues[0]?.message ?? "that can't be used"}`);
  }
  throw new UsageError("the answer can't be used", { hint: INSTEAD });
}

async function optional<S extends z.ZodType>(question: string, schema: S, call: Asking & { read?: (text: string) => unknown }): Promise<z.output<S> | undefined> {
  for (let tries = 0; tries < 3; tries++) {
    const answer = (await call.ask.text(question, INSTEAD)).trim();
    if (answer === "") return undefined;
    const result = schema.safeParse(call.read ? call.read(answer) : answer);
    if (result.success) return result.data;
    call.out.note(`  ${result.error.issues[0]?.message ?? "that can't be used"}`);
  }
  throw new UsageError("the answer can't be used", { hint: INSTEAD });
}
