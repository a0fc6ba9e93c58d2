import { lookup } from "node:dns/promises";
import { isPublicAddress } from "./addresses.ts";

export type Resolver = (host: string) => Promise<readonly string[]>;

export const systemResolver: Resolver = async (host) => (await lookup(host, { all: true, verbatim: false })).map(({ address }) => address);

export type Resolved =
  | { readonly kind: "public"; readonly addresses: readonly string[] }
  | { readonly kind: "refused"; readonly reason: "private-address" | "unresolved" };

/**
 * Looks a name up once. The caller connects to these addresses and never to the name, so that a second answer cannot
 * lead elsewhere. One private address among public ones refuses the name: nobody publishes such a mix in good faith.
 */
export async function resolvePublic(host: string, resolver: Resolver): Promise<Resolved> {
  const addresses = await resolver(host).catch(() => []); // why it failed makes no difference to the caller
  if (addresses.length === 0) return { kind: "refused", reason: "unresolved" };
  if (!addresses.every(isPublicAddress)) return { kind: "refused", reason: "private-address" };
  return { kind: "public", addresses };
}
