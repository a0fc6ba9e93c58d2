import { expect, it } from "vitest";
import { isPublicAddress } from "../../src/browser/addresses.ts";

it.each([
  "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255",
  "192.0.2.7", "198.18.0.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "fe80::1", "fe80::1%eth0", "fc00::1",
  "fd00:ec2::254", "ff02::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "localhost", "",
])("refuses %s", (address) => {
  expect(isPublicAddress(address)).toBe(false);
}); // prettier-ignore

it.each(["8.8.8.8", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])("takes %s", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
