import { getDomain } from "tldts";
import { Remarks } from "../remarks.ts";
import { writeYaml } from "../write-yaml.ts";
import { disclosed, slugOf, type Recipe } from "./recipe.ts";

/** A file of a catalog that is to be written. */
export interface CatalogFile {
  /** `brokers/acme.yaml` */
  readonly path: string;
  readonly text: string;
  /** Stands in for a broker that another file names; one that is there already is the better one. */
  readonly isStandIn?: true;
}

export interface Origin {
  /** The recipe's own file name. */
  readonly file: string;
  /** For a recipe that bears no date. */
  readonly today: string;
}

const LICENCE = "PIR recipes are published by DuckDuckGo under the Apache License 2.0.";

export function filesOf(recipe: Recipe, origin: Origin): CatalogFile[] {
  return [
    { path: `brokers/${recipe.slug}.yaml`, text: brokerText(recipe, origin) },
    { path: `playbooks/${recipe.slug}.yaml`, text: playbookText(recipe, origin) },
    ...(recipe.parent === undefined ? [] : [standIn(recipe.parent, recipe, origin)]),
  ];
}

function headOf(kind: "broker" | "playbook", { version }: Recipe, { file }: Origin): string[] {
  return [` yaml-language-server: $schema=../schemas/${kind}.schema.json`, ` Imported from ${file.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")}, version ${version.replace(/[^\w.+-]/g, "")} of a PIR recipe. ${LICENCE}`];
}

function sourcesOf({ version }: Recipe, { file }: Origin): string[] {
  return [`duckduckgo PIR recipe ${file} ${version} (Apache-2.0)`];
}

function asOf({ addedOn }: Pick<Recipe, "addedOn">, { today }: Origin): string {
  return addedOn ?? today;
}

function brokerText(recipe: Recipe, origin: Origin): string {
  const { name, domain, parent, removedOn, hosts } = recipe;
  const domains = [...new Set([domain, ...hosts.map((host) => getDomain(host) ?? host).filter((other) => other !== getDomain(domain))])];
  const broker = {
    name: name.slice(0, 120),
    domains,
    category: "people-search",
    ...(parent !== undefined && { family: slugOf(parent), parent: slugOf(parent) }),
    ...mirrorsOf(recipe),
    regions: ["us"],
    ...showsOf(recipe),
    routes: [routeOf(recipe)],
    ...(removedOn !== undefined && { health: "withdrawn" }),
    sources: sourcesOf(recipe, origin),
    asOf: asOf(recipe, origin),
    ...notesOf(removedOn === undefined ? undefined : `Its recipe was withdrawn on ${removedOn}.`),
  };
  return writeYaml(broker, { remarks: new Remarks(), head: headOf("broker", recipe, origin) });
}

function routeOf({ kind, optOutUrl, parent }: Recipe): object {
  const at = optOutUrl === undefined ? {} : { at: optOutUrl };
  if (kind === "parent") return { kind: "parent", basis: "documented", reason: `the opt-out at ${parent ?? "the parent"} covers it`, ...at };
  if (kind === "none") return { kind: "human", basis: "none", reason: "its recipe looks for the person and has no opt-out", ...at };
  return { kind: "playbook", basis: "documented", reason: "a form, as its recipe works it", ...at };
}

const SHOWN = [["address", /"(?:address|addresses|cities)":/], ["relatives", /"relatives":/], ["phone", /"phones":/], ["age", /"age":/]] as const;

function showsOf({ steps }: Recipe): { shows?: string[] } {
  const said = JSON.stringify(steps.scan);
  const shows = SHOWN.flatMap(([word, sign]) => (sign.test(said) ? [word] : []));
  return shows.length === 0 ? {} : { shows };
}

function notesOf(...notes: readonly (string | undefined)[]): { notes?: string } {
  const said = notes.filter((note) => note !== undefined).join(" ");
  return said === "" ? {} : { notes: said };
}

/** As the catalog writes them; a day that the recipe does not give is left out. */
function mirrorsOf({ mirrors }: Recipe): { mirrors?: object[] } {
  const rows = mirrors.map(({ name, domain, addedOn, removedOn }) => ({ name: name.slice(0, 120), domain, ...(addedOn !== undefined && { from: addedOn }), ...(removedOn !== undefined && { until: removedOn }) }));
  return rows.length === 0 ? {} : { mirrors: rows };
}

/** So that a child can be checked and read without its parent's recipe. */
function standIn(parent: string, child: Recipe, origin: Origin): CatalogFile {
  const broker = {
    name: parent,
    domains: [parent],
    category: "people-search",
    regions: ["us"],
    routes: [{ kind: "human", basis: "none", reason: `known only as the parent of ${child.name}` }],
    sources: sourcesOf(child, origin),
    asOf: asOf(child, origin),
    notes: "Stands in until its own recipe is imported.",
  };
  return { path: `brokers/${slugOf(parent)}.yaml`, text: writeYaml(broker, { remarks: new Remarks(), head: headOf("broker", child, origin) }), isStandIn: true };
}

function playbookText(recipe: Recipe, origin: Origin): string {
  const { slug, steps, hosts, challenge, removedOn, schedule, remarks } = recipe;
  const optOut = steps.optOut.length > 0 ? { optOut: remarks.add({ per: "listing", steps: steps.optOut }) } : {};
  const playbook = {
    broker: slug,
    version: versionOf(recipe.version),
    asOf: asOf(recipe, origin),
    ...(removedOn !== undefined && { withdrawnOn: removedOn, health: "withdrawn" }),
    hosts: { site: hosts, ...(challenge.length > 0 && { challenge }), ...(steps.confirm.length > 0 && { mailLink: hosts }) },
    discloses: Object.fromEntries(Object.entries(steps).flatMap(([stage, own]) => (disclosed(own).length > 0 ? [[stage, disclosed(own)]] : []))),
    scan: { query: queryOf(recipe), steps: steps.scan },
    ...optOut,
    ...(steps.confirm.length > 0 && { confirm: { steps: steps.confirm } }),
    pace: schedule,
    sources: sourcesOf(recipe, origin),
  };
  return writeYaml(playbook, { remarks, head: [...headOf("playbook", recipe, origin), ...coverLine(recipe)] });
}

function coverLine({ kind, parent }: Recipe): string[] {
  if (kind === "parent") return [` It only looks: the opt-out at ${parent ?? "the parent"} covers this site.`];
  return kind === "none" ? [" It only looks: the recipe has no opt-out, which their engine would pass over in silence."] : [];
}

function queryOf({ steps }: Recipe): string {
  const fields = disclosed(steps.scan);
  if (fields.includes("address.city")) return "nameAndCity";
  return fields.includes("address.state") ? "nameAndState" : "name";
}

/** 0.11.0 comes after 0.9.0, as numbers and not as text. */
function versionOf(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map((part) => Math.min(999, Number.parseInt(part, 10) || 0));
  return Math.max(1, major * 1_000_000 + minor * 1_000 + patch);
}
