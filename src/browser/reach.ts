import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import { isPublicAddress } from "./addresses.ts";
import { dialDirectly, dialFirst, dialOrigin, type Dial } from "./dial.ts";
import type { HostMap } from "./host-map.ts";
import { resolvePublic, systemResolver, type Resolver } from "./resolve.ts";

/** How the proxy gets from a host name to a connection. */
export interface Ways {
  readonly resolver?: Resolver | undefined;
  readonly dial?: Dial | undefined;
  readonly map?: HostMap | undefined;
  /** A proxy of the person's own, which is told the name; nothing is resolved here then. */
  readonly upstream?: Dial | undefined;
}

export type Reached =
  | { readonly kind: "open"; readonly upstream: Duplex }
  | { readonly kind: "refused"; readonly reason: "private-address" }
  | { readonly kind: "unreachable"; readonly reason: "unresolved" | "no-connection" };

const HTTPS_PORT = 443;

/**
 * A mapped host leads to its local origin and nowhere else; every other one to a checked public address, or to the upstream
 * proxy under its name. What a name leads to is the proxy's to say then, but an address that is not public stays refused.
 */
export async function reach(host: string, ways: Ways): Promise<Reached> {
  const origin = ways.map?.get(host);
  if (origin) return opened(dialOrigin(origin));
  if (ways.upstream) return isLocalName(host) ? { kind: "refused", reason: "private-address" } : opened(ways.upstream(host, HTTPS_PORT));
  if (ways.map && !ways.resolver) return { kind: "unreachable", reason: "unresolved" }; // a rehearsal asks no name server of the world
  const resolved = await resolvePublic(host, ways.resolver ?? systemResolver);
  if (resolved.kind === "public") return opened(dialFirst(resolved.addresses, HTTPS_PORT, ways.dial ?? dialDirectly));
  const { reason } = resolved;
  return reason === "unresolved" ? { kind: "unreachable", reason } : { kind: "refused", reason };
}

function isLocalName(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, "");
  return isIP(address) === 0 ? !host.includes(".") || /\.(localhost|local|internal)$/.test(host) : !isPublicAddress(address);
}

function opened(dialling: Promise<Duplex>): Promise<Reached> {
  return dialling.then(
    (upstream) => ({ kind: "open", upstream }),
    () => ({ kind: "unreachable", reason: "no-connection" }), // which way it failed says nothing that the caller could use
  );
}
