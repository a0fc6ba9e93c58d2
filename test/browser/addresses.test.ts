import { expect, it } from "vitest";
import { isPublicAddress } from "../../src/browser/addresses.ts";
import { resolvePublic, systemResolver } from "../../src/browser/resolve.ts";

it.each([
  "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255",
  "192.0.2.7", "198.18.0.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "fe80::1", "fe80::1%eth0", "fc00::1",
  "fd00:ec2::254", "ff02::1", "::7f00:1", "64:ff9b:1::a00:1", "100::1", "fec0::1", "5f00::1", "2001:0:a00:1::", "2002:7f00:1::", "2002:a9fe:a9fe::", "2001::1", "2001:db8::1", "localhost", "",
])("refuses %s", (address) => {
  expect(isPublicAddress(address)).toBe(false);
}); // prettier-ignore

it.each(["8.8.8.8", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])("takes %s", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

/** The system reads these as addresses, without asking anybody. */
it.each(["0x7f000001", "2130706433", "0177.0.0.1", "127.1", "0x7f.1", "localhost"])("refuses the host %s, which is this machine in disguise", async (host) => {
  expect(await resolvePublic(host, systemResolver)).toEqual({ kind: "refused", reason: "private-address" });
});

it("refuses a name with one private address among public ones, and asks only once", async () => {
  let asked = 0;
  const resolver = async () => (asked++, ["93.184.215.14", "10.0.0.1"]);

  expect(await resolvePublic("rebound.example", resolver)).toEqual({ kind: "refused", reason: "private-address" });
  expect(asked).toBe(1);
});
