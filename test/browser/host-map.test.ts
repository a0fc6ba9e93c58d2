import { expect, it } from "vitest";
import { UsageError } from "../../src/base/errors.ts";
import { parseHostMap } from "../../src/browser/host-map.ts";

it("reads hosts and their local origins", () => {
  const map = parseHostMap('{"www.acme.example": "http://127.0.0.1:8080", "acme.example": "https://[::1]:8443"}');

  expect([...map].map(([host, url]) => [host, url.origin])).toEqual([
    ["www.acme.example", "http://127.0.0.1:8080"],
    ["acme.example", "https://[::1]:8443"],
  ]);
});

it.each(["http://10.0.0.1", "http://8.8.8.8:80", "http://localhost:80", "http://127.0.0.1.evil.example", "http://evil@127.0.0.1/", "http://127.0.0.1/path", "ftp://127.0.0.1", "x"])(
  "refuses %s as a target and names the host",
  (target) => {
    const parse = () => parseHostMap(JSON.stringify({ "www.acme.example": target }));

    expect(parse).toThrow(UsageError);
    expect(parse).toThrow("www.acme.example");
  },
);

it.each(["{", "[]", '{"127.0.0.1": "http://127.0.0.1:1"}', '{"ACME.example": "http://127.0.0.1:1"}', '{"a.example": 1}'])("refuses %s", (json) => {
  expect(() => parseHostMap(json)).toThrow(UsageError);
});
