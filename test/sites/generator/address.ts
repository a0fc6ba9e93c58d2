import { fits, holesIn, type Listed } from "./listed.ts";

/** A page's key taken apart: `GET /find/{last}?state={state}`. */
export interface Address {
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: readonly (readonly [name: string, template: string])[];
}

export function readAddress(key: string): Address {
  const [method = "", rest = ""] = key.split(/ (.*)/s);
  const [path = "", query] = rest.split("?", 2);
  const pairs = (query ?? "").split("&").filter((pair) => pair !== "").map((pair) => pair.split(/=(.*)/s));
  return { method, segments: path.split("/"), query: pairs.map(([name = "", template = ""]) => [name, template] as const) };
}

/** As the lab's router takes it: `GET /find/:s2`. */
export function patternOf({ method, segments }: Address): string {
  return `${method} ${segments.map((segment, i) => (isOpen(segment) ? `:s${i}` : segment)).join("/")}`;
}

/** Pages whose path says the most come first, or `/{name}/{state}` would take what is meant for `/optout/verify`. */
export function opennessOf({ segments }: Address): number {
  return segments.filter(isOpen).length;
}

export function pathFits({ segments }: Address, params: Readonly<Record<string, string>>, from: Listed): boolean {
  return segments.every((segment, i) => !isOpen(segment) || fits(params[`s${i}`] ?? "", segment, from));
}

function isOpen(segment: string): boolean {
  return segment.includes("*") || holesIn(segment).length > 0;
}
