import { BlockList, isIPv4 } from "node:net";
import { z } from "zod";
import { UsageError } from "../base/errors.ts";
import { Host } from "../catalog/names.ts";

/** Rehearsal: host of a playbook → the local origin that plays it. */
export type HostMap = ReadonlyMap<string, URL>;

const HINT = 'write {"www.acme.example": "http://127.0.0.1:8080"}: host names to http or https origins on this machine';

/** Reads `--map`. Only loopback targets are taken: a rehearsal never leaves the machine. */
export function parseHostMap(json: string): HostMap {
  const entries = z.record(z.string(), z.string()).safeParse(parsed(json));
  if (!entries.success) throw new UsageError("--map: wants hosts and their origins", { hint: HINT });
  return new Map(Object.entries(entries.data).map(([host, target]) => [mappable(host), loopbackOrigin(host, target)]));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new UsageError("--map: not valid JSON", { hint: HINT });
  }
}

function mappable(host: string): string {
  if (Host.safeParse(host).success) return host;
  throw new UsageError(`--map: ${JSON.stringify(host)} is not a host name`, { hint: HINT });
}

function loopbackOrigin(host: string, target: string): URL {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url && isOrigin(url) && isLoopback(url.hostname)) return url;
  throw new UsageError(`--map: the target of ${host} is not an origin on this machine`, { hint: HINT });
}

function isOrigin(url: URL): boolean {
  const isBare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  return isBare && (url.protocol === "http:" || url.protocol === "https:");
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");

/** Addresses only: the name "localhost" is whatever the resolver says it is. */
function isLoopback(hostname: string): boolean {
  return hostname === "[::1]" || (isIPv4(hostname) && LOOPBACK.check(hostname, "ipv4"));
}
