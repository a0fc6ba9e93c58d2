import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchRegister } from "../../src/cli/fetch-register.ts";

describe("a register from an address", () => {
  let server: Server;
  let origin: URL;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.headers.host ?? ""}${request.url ?? ""}`);
      if (request.url === "/moved.csv") response.writeHead(302, { location: "https://elsewhere.example/new.csv" }).end();
      else response.writeHead(200, { "content-type": "text/csv" }).end("Name,Website\nAcme,acme.example\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    origin = new URL(`http://127.0.0.1:${port}`);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("is read from the origin that a rehearsal maps it to", async () => {
    expect(await fetchRegister("https://register.example/2026.csv?full=1", { map: new Map([["register.example", origin]]) })).toContain("Acme,acme.example");
    expect(asked).toContain("register.example/2026.csv?full=1");
  });

  it.each([
    ["plain http", "http://register.example/x.csv"],
    ["a file by address", "file:///etc/passwd"],
    ["a port of its own", "https://register.example:8443/x.csv"],
    ["a name in the address", "https://user@register.example/x.csv"],
  ])("is refused over %s", async (_, address) => {
    await expect(fetchRegister(address, { map: new Map([["register.example", origin]]) })).rejects.toThrow("over https only");
  });

  it.each(["127.0.0.1", "169.254.169.254", "10.0.0.7", "::1"])("is refused where its name leads to %s", async (ip) => {
    const before = asked.length;

    await expect(fetchRegister("https://register.example/x.csv", { resolver: async () => [ip] })).rejects.toThrow("not of the public internet");
    expect(asked.length).toBe(before);
  });

  it("does not follow where it has moved, and says so", async () => {
    await expect(fetchRegister("https://register.example/moved.csv", { map: new Map([["register.example", origin]]) })).rejects.toMatchObject({ message: "the register has moved", hint: "give its new address: https://elsewhere.example" });
  });
});
