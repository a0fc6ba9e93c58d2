import { getDomain } from "tldts";
import { disclosedBy, DISCLOSED_FIELDS, isTemplateField, type DisclosedField } from "../../subject/fields.ts";
import type { Stage } from "../../catalog/playbook.ts";
import { Remarks } from "../remarks.ts";
import { readActions } from "./actions.ts";
import type { StepDraft, Translation } from "./context.ts";
import type { PirPart } from "./pir-part.ts";
import { readOptOut } from "./stage.ts";

/** A broker's recipe, understood: what its two files will hold. */
export interface Recipe {
  readonly part: PirPart;
  readonly name: string;
  readonly domain: string;
  readonly slug: string;
  readonly version: string;
  readonly optOutUrl: string | undefined;
  readonly parent: string | undefined;
  readonly mirrors: readonly MirrorSite[];
  readonly addedOn: string | undefined;
  readonly removedOn: string | undefined;
  readonly kind: "form" | "parent" | "none";
  readonly steps: Readonly<Record<Stage, readonly StepDraft[]>>;
  readonly hosts: readonly string[];
  readonly challenge: readonly string[];
  readonly schedule: Schedule;
  readonly remarks: Remarks;
}

export interface MirrorSite {
  readonly name: string;
  readonly domain: string;
  readonly addedOn: string | undefined;
  readonly removedOn: string | undefined;
}

export interface Schedule {
  readonly confirmAfter: string;
  readonly recheckEvery: string;
}

const KEYS = ["id", "name", "url", "version", "addedDatetime", "optOutUrl", "parent", "mirrorSites", "steps", "schedulingConfig", "removedAt", "eTag"];

export function readRecipe(part: PirPart): Recipe {
  part.knows(...KEYS);
  const name = part.needText("name");
  const domain = domainOf(part.text("url") ?? name, part, part.has("url") ? "url" : "name");
  const parent = part.text("parent");
  const steps = part.parts("steps").map((step) => step.knows("stepType", "scanType", "optOutType", "actions"));
  return {
    part,
    name,
    domain,
    slug: slugOf(domain),
    version: part.text("version") ?? "0.0.0",
    optOutUrl: part.text("optOutUrl"),
    parent: parent === undefined || parent === "" ? undefined : domainOf(parent, part, "parent"),
    mirrors: part.parts("mirrorSites").map(readMirror),
    addedOn: dayOf(part.number("addedDatetime")),
    removedOn: dayOf(part.number("removedAt")),
    schedule: readSchedule(part.part("schedulingConfig")),
    ...readSteps(part, steps, domain),
  };
}

function readMirror(mirror: PirPart): MirrorSite {
  mirror.knows("id", "name", "url", "addedAt", "removedAt", "optOutUrl");
  const url = mirror.needText("url");
  return { name: mirror.text("name") ?? url, domain: domainOf(url, mirror, "url"), addedOn: dayOf(mirror.number("addedAt")), removedOn: dayOf(mirror.number("removedAt")) };
}

type Steps = Pick<Recipe, "kind" | "steps" | "hosts" | "challenge" | "remarks">;

function readSteps(part: PirPart, steps: readonly PirPart[], domain: string): Steps {
  const remarks = new Remarks();
  const challenge = new Set<string>();
  const scanStep = soleStep(steps, "scan");
  const optOutStep = soleStep(steps, "optOut");
  for (const step of steps) if (!["scan", "optOut"].includes(step.text("stepType") ?? "")) step.refuse(`unknown stepType "${step.text("stepType") ?? ""}"`, { key: "stepType", hint: "scan or optOut" });
  if (!scanStep) part.refuse("has no scan: nothing would tell whether the person is listed", { key: "steps" });
  const translation = (stage: Stage): Translation => ({ stage, remarks, domain, linkHost: domain, challenge, scanExtract: undefined, captcha: undefined });
  const scan = scanStep ? readActions(scanStep.parts("actions"), translation("scan")) : [];
  const scanExtract = firstExtract(scan);
  const kind = kindOf(part, optOutStep);
  const [home] = optOutStep ? hostsIn(optOutStep.parts("actions").flatMap((action) => action.text("url") ?? [])) : [];
  const asked = kind === "form" && optOutStep ? readOptOut(optOutStep, (stage) => ({ ...translation(stage), scanExtract, linkHost: home ?? domain })) : { optOut: [], confirm: [] };
  const all = { scan, ...asked };
  return { kind, steps: all, hosts: bothWays(hostsIn(addressesIn([...scan, ...asked.optOut, ...asked.confirm])), part), challenge: [...challenge].sort(), remarks };
}

function soleStep(steps: readonly PirPart[], type: string): PirPart | undefined {
  const [step, second] = steps.filter((one) => one.text("stepType") === type);
  second?.refuse(`a second ${type}`, { key: "stepType" });
  return step;
}

function kindOf(part: PirPart, step: PirPart | undefined): Recipe["kind"] {
  if (!step) return "none";
  const type = step.text("optOutType") ?? "formOptOut";
  if (type !== "formOptOut" && type !== "parentSiteOptOut") step.refuse(`unknown optOutType "${type}"`, { key: "optOutType", hint: "formOptOut or parentSiteOptOut" });
  if (type !== "parentSiteOptOut") return "form";
  if (!part.has("parent")) step.refuse("parentSiteOptOut, and the broker names no parent", { key: "optOutType" });
  if (step.parts("actions").length > 0) step.refuse("parentSiteOptOut with actions of its own", { key: "actions" });
  return "parent";
}

function firstExtract(steps: readonly StepDraft[]): Translation["scanExtract"] {
  const text = steps.flatMap((step) => (isExtract(step["extract"]) ? [step["extract"]] : []));
  return text[0];
}

function isExtract(wish: unknown): wish is { each: unknown; fields: unknown } {
  return typeof wish === "object" && wish !== null && "each" in wish && "fields" in wish;
}

/** Hours, as `72h` or `5d`. Missing ones are those that their engine takes then. */
function readSchedule(part: PirPart | undefined): Schedule {
  part?.knows("retryError", "confirmOptOutScan", "maintenanceScan", "maxAttempts");
  return { confirmAfter: hours(part?.number("confirmOptOutScan") ?? 72), recheckEvery: hours(part?.number("maintenanceScan") ?? 120) };
}

function hours(count: number): string {
  const whole = Math.max(1, Math.round(count));
  return whole % 24 === 0 && whole > 72 ? `${whole / 24}d` : `${whole}h`;
}

function domainOf(text: string, part: PirPart, key: string): string {
  const host = text.trim().toLowerCase().replace(/^[a-z]+:\/\//, "").split(/[/:?#]/, 1)[0] ?? "";
  const domain = getDomain(host, { allowPrivateDomains: true }) ?? (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) ? host : undefined);
  if (domain === undefined) part.refuse(`"${text.slice(0, 60)}" is no domain`, { key });
  return (domain === undefined ? undefined : host.replace(/^www\./, "")) ?? "unknown.invalid";
}

/** As the catalog names its brokers: without `.com`, other endings kept. */
export function slugOf(domain: string): string {
  return domain.replace(/\.com$/, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

function addressesIn(steps: readonly unknown[]): string[] {
  return steps.flatMap((step): string[] => {
    if (typeof step !== "object" || step === null) return [];
    return Object.entries(step).flatMap(([key, value]) => (key === "goto" && typeof value === "string" ? [value] : Array.isArray(value) ? addressesIn(value) : addressesIn([value])));
  });
}

function hostsIn(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => address.replace(/\$?\{[^{}]*\}+/g, "x")).flatMap((address) => (URL.canParse(address) ? new URL(address).hostname : [])))];
}

/** Sites send one between `www.` and the bare domain. */
function bothWays(hosts: readonly string[], part: PirPart): string[] {
  if (hosts.length === 0) part.refuse("opens no page: no navigate has an address", { key: "steps" });
  return [...new Set(hosts.flatMap((host) => (host.startsWith("www.") ? [host, host.slice(4)] : getDomain(host) === host ? [host, `www.${host}`] : [host])))];
}

function dayOf(ms: number | undefined): string | undefined {
  return ms === undefined || !(Math.abs(ms) < 8.64e15) ? undefined : new Date(ms).toISOString().slice(0, 10);
}

/** Everything that the steps' templates hand over, in the order in which fields are named everywhere. */
export function disclosed(steps: readonly StepDraft[]): DisclosedField[] {
  const named = [...JSON.stringify(steps).matchAll(/\{\{\s*([\w.]+)/g)].flatMap(([, field = ""]) => (isTemplateField(field) ? disclosedBy(field) : []));
  return DISCLOSED_FIELDS.filter((field) => named.includes(field));
}
