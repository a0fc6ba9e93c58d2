import { z } from "zod";
import { sha256 } from "../base/sha256.ts";
import { InvalidFileError } from "../base/errors.ts";
import { readDocument, sayPath, type SourceText } from "../base/strict-yaml.ts";
import { Host, Slug } from "./names.ts";
import { ofPlainSize } from "./plain-size.ts";
import { refuseHidden } from "./plain-texts.ts";
import { Param, ParamName, SAMPLES, faultOfPlace, filledWith, holesIn } from "./params.ts";

/** What a vendor's playbook has instead of a broker. */
export const VendorHead = z.object({
  vendor: Slug,
  /** Where the vendor's forms stand: a broker's `host` lies under one of these, or under a domain of its own. */
  domains: z.array(Host).default([]),
  params: z.record(ParamName, Param),
}).superRefine((value, context) => refuseHidden(value, context));
export type VendorHead = z.infer<typeof VendorHead>;

/** One playbook for the many brokers that use the same vendor's form: `playbooks/vendor-<name>.yaml`, as it was read. */
export interface Vendor extends VendorHead {
  readonly source: SourceText;
}

export const VENDOR_FILE = /^vendor-(.+)$/;

const PARAMS_HINT = "docs/playbook-language.md says what a parameter may be and where it may stand";

/** What one broker puts into it. */
export interface VendorUse {
  readonly broker: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Reads the head, and refuses holes that are not declared or stand where they may not. What is between them is read per broker. */
export function readVendor(source: SourceText): Vendor {
  const isOfSize = ofPlainSize(source);
  const { value, locate } = readDocument(source);
  const head = VendorHead.safeParse(isOfSize(value));
  const mistakes = head.success ? holesOf(value, []).flatMap((hole) => mistakesOf(hole, head.data)) : head.error.issues;
  if (head.success && mistakes.length === 0) return { ...head.data, source };
  throw new InvalidFileError(mistakes.map(({ path, message }) => ({ file: source.file, ...locate(path, false), path: sayPath(path), message, hint: PARAMS_HINT, rule: "vendor-param" })));
}

/** The playbook's own value for one broker, as if it had been written for it. */
export function valueFor({ source }: Vendor, { broker, values }: VendorUse): unknown {
  const { vendor, domains, params, ...rest } = Mapping.parse(readDocument(source).value);
  return { broker, ...Mapping.parse(replaced(rest, (text) => filledWith(text, (name) => values[name] ?? ""))) };
}

/** What evidence and trust are tied to: the vendor's text and all that the broker puts into it. `scripts/manifest.mjs` does the same. */
export function hashFor({ source }: Vendor, { broker, values }: VendorUse): string {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`).sort();
  return sha256([sha256(source.text), broker, ...lines].join("\n"));
}

/** A use that fits, to check a vendor's playbook that no broker uses yet. */
export function sampleUse({ vendor, params, domains }: VendorHead): VendorUse {
  const values = Object.entries(params).map(([name, { is }]) => [name, is === "host" ? (domains[0] ?? SAMPLES.host) : SAMPLES[is]]);
  return { broker: vendor, values: z.record(z.string(), z.string()).parse(Object.fromEntries(values)) };
}

const Mapping = z.record(z.string(), z.unknown());

interface Hole {
  readonly name: string;
  readonly path: readonly PropertyKey[];
  /** All of the text that it stands in; nothing for a key, which takes none. */
  readonly text?: string;
}

function holesOf(value: unknown, path: readonly PropertyKey[]): Hole[] {
  if (typeof value === "string") return holesIn(value).map((name) => ({ name, path, text: value }));
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown, i) => holesOf(item, [...path, i]));
  return Object.entries(value).flatMap(([key, inner]) => [...holesIn(key).map((name) => ({ name, path })), ...holesOf(inner, [...path, key])]);
}

function mistakesOf({ name, path, text }: Hole, { params }: VendorHead): { path: readonly PropertyKey[]; message: string }[] {
  const param = Object.hasOwn(params, name) ? params[name] : undefined;
  const fault = text === undefined ? "stands in a key: a locator takes no parameter there" : param && faultOfPlace(param.is, name, { path, text });
  if (!param) return [{ path, message: `"\${${name}}" is no parameter of this vendor` }];
  return fault === undefined ? [] : [{ path, message: `"\${${name}}" ${fault}` }];
}

function replaced(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, replace)]));
}
