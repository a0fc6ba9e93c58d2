import type { Profile } from "../subject/profile.ts";
import { safeText } from "./safe-text.ts";

/** A profile with each value masked: how many and which parts, never what. */
export function maskProfile(profile: Profile): Record<string, unknown> {
  const masked = maskValue(profile);
  return typeof masked === "object" && masked !== null ? { ...masked } : {};
}

/** `addresses[0].city: Austin`, a line per value that is filled in. */
export function profileLines(value: unknown, path = ""): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => profileLines(item, `${path}[${i}]`));
  if (typeof value === "object") return Object.entries(value).flatMap(([key, inner]) => profileLines(inner, path === "" ? key : `${path}.${key}`));
  return [`${path}: ${safeText(sayValue(value))}`];
}

const MASK = "•••"; // of one length, since a length tells, too

function maskValue(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(maskValue);
  if (typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskValue(inner)]));
  return MASK;
}

function sayValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
