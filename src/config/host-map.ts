import { z } from "zod";
import { parseStrict, type SourceText } from "../base/strict-yaml.ts";
import type { HostMap } from "../browser/host-map.ts";

export type { HostMap };

const Host = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, "wants a host name in small letters, like www.acme.example");

const LoopbackOrigin = z
  .string()
  .refine(isLoopbackOrigin, 'wants a loopback origin, like "http://127.0.0.1:8080"')
  .meta({ description: "An http or https origin on this machine: no path, no user." });

const HostMapFile = z.record(Host, LoopbackOrigin);

/** An author may name saved pages instead: a folder, or one file for every address of the host. */
const PageMapFile = z.record(Host, z.string().min(1).refine((text) => !isWebAddress(text) || isLoopbackOrigin(text), 'wants a loopback origin, like "http://127.0.0.1:8080", or a folder or .html file of saved pages'));

/** Reads a `--map` file: host → loopback origin. Any other target is an error at its line. */
export function readHostMap(source: SourceText): HostMap {
  return new Map(Object.entries(parseStrict(source, HostMapFile)).map(([host, origin]) => [host, pinned(new URL(origin))]));
}

export type PageMap = ReadonlyMap<string, URL | { readonly saved: string }>;

/** Reads the `--map` of a rehearsal of one playbook: host → loopback origin, or a path as written. */
export function readPageMap(source: SourceText): PageMap {
  const entries = Object.entries(parseStrict(source, PageMapFile));
  return new Map(entries.map(([host, target]) => [host, isWebAddress(target) ? pinned(new URL(target)) : { saved: target }]));
}

/** "localhost" is whatever a resolver says, so the name is taken for the address that people mean by it. */
function pinned(origin: URL): URL {
  if (origin.hostname === "localhost") origin.hostname = "127.0.0.1";
  return origin;
}

/** A scheme and two slashes: no path of a file looks like that. */
function isWebAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

function isLoopbackOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isOrigin = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  return isOrigin && (url.protocol === "http:" || url.protocol === "https:") && isLoopback(url.hostname);
}

function isLoopback(hostname: string): boolean {
  // `URL` has brought 127.1 and the like to four numbers.
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
