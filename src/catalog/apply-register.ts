import { editYaml, writeYaml, type YamlEdit } from "../base/edit-yaml.ts";
import { looksPersonal } from "./checks/personal-contact.ts";
import type { Register, RegisterChange, RegisterDiff } from "./compare-register.ts";
import type { RegisterEntry } from "./register.ts";

/** A broker file to be written, by its slug. */
export interface FileToWrite {
  readonly broker: string;
  readonly text: string;
}

export interface ApplyTo {
  readonly register: Register;
  /** Today, as a file's `asOf`. */
  readonly asOf: string;
  /** The text of a file that is there. */
  readonly read: (broker: string) => Promise<string>;
}

const SCHEMA_LINE = "# yaml-language-server: $schema=../schemas/broker.schema.json";

/** What a diff makes of the catalog's files: entries are added and gaps filled; what a file says already stays. */
export async function applyRegister({ added, changed }: RegisterDiff, to: ApplyTo): Promise<FileToWrite[]> {
  const files = added.map(({ broker, entry }) => ({ broker, text: `${SCHEMA_LINE}\n${writeYaml(newBroker(entry, to))}` }));
  for (const broker of new Set(changed.map((change) => change.broker))) {
    const edits = changed.filter((change) => change.broker === broker).flatMap((change) => editFor(change, to.register));
    if (edits.length > 0) files.push({ broker, text: editYaml(await to.read(broker), edits) });
  }
  return files;
}

function editFor({ field, from, to, place }: RegisterChange, { state, year }: Register): YamlEdit[] {
  if (field === "registries") return [place === undefined ? { path: ["registries"], add: { in: state, years: [year] } } : { path: ["registries", String(place), "years"], add: year }];
  if (from !== null || (field === "contact.email" && looksPersonal(to, []))) return [];
  return [{ path: field.split("."), set: to }];
}

/** Only what the register says. Its pages are kept apart as unchecked: nobody knows yet where they lead. */
function newBroker({ name, host, id, email, phone, post, pages }: RegisterEntry, { register: { state, year }, asOf }: ApplyTo) {
  const office = email !== undefined && !looksPersonal(email, [host]) ? email : undefined;
  const contact = { ...(office !== undefined && { email: office }), ...(post !== undefined && { post }), ...(phone !== undefined && { phone }) };
  return {
    name,
    domains: [host],
    category: "other",
    regions: ["us"],
    routes: [...routeOf({ office, post }), ...(state === "california" ? [{ kind: "drop", basis: "documented", reason: `is in California's register for ${year}` }] : [])],
    ...(Object.keys(contact).length > 0 && { contact }),
    registries: [{ in: state, ...(id !== undefined && { id }), years: [year] }],
    ...(pages.length > 0 && { unchecked: pages }),
    sources: [`Data broker register of ${state[0]?.toUpperCase() ?? ""}${state.slice(1)}, ${year} (public record)`],
    asOf,
  };
}

function routeOf({ office, post }: { office: string | undefined; post: string | undefined }): object[] {
  if (office !== undefined) return [{ kind: "mail", basis: "documented", reason: "its registration names a mail address" }];
  if (post !== undefined) return [{ kind: "post", basis: "documented", reason: "its registration names a postal address" }];
  return [{ kind: "none", basis: "none", reason: "its registration names no way that was looked at" }];
}
