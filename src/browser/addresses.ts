import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * IPv4 that is not the public internet: this network, private, CGNAT, loopback, link-local (with the clouds' metadata
 * address), protocol assignments, documentation, benchmarks, multicast, reserved.
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const NOT_PUBLIC_V4 = blockList([
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12],
  ["192.0.0.0", 24], ["192.0.2.0", 24], ["192.31.196.0", 24], ["192.52.193.0", 24], ["192.88.99.0", 24], ["192.168.0.0", 16],
  ["192.175.48.0", 24], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
]); // prettier-ignore

/** IPv6 inside global unicast that leads elsewhere: Teredo and other protocol ranges, documentation, 6to4 (carries an IPv4 address). */
const NOT_PUBLIC_V6 = blockList([["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20], ["2620:4f:8000::", 48]]);
/** Everything else of IPv6 (loopback, v4-mapped, NAT64, unique local, link-local, multicast, …) lies outside global unicast. */
const GLOBAL_UNICAST_V6 = blockList([["2000::", 3]]);

/** True for an address of the public internet; false for anything that could be this machine, its network or a cloud's metadata. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !NOT_PUBLIC_V4.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  return GLOBAL_UNICAST_V6.check(address, "ipv6") && !NOT_PUBLIC_V6.check(address, "ipv6");
}

function blockList(subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, net.includes(":") ? "ipv6" : "ipv4");
  return list;
}
