import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpProxy, LOGIN, socksProxy, type UpstreamProxy } from "../browser/support/proxies.ts";
import { Machine, type Ended } from "./run-cli.ts";

const MAILBOX = "imap: { host: imap.mail.example, port: 993, user: jane, secret: hunter2hunter2 }\n";
const REGISTER = ["brokers", "update", "--from", "https://register.example/brokers.csv"];

/** One home behind a proxy that wants a login and leads nowhere; each test goes on where the one before ended. */
describe("a proxy of one's own", () => {
  let machine: Machine;
  let proxy: UpstreamProxy;
  const unlist = (args: readonly string[], input = ""): Promise<Ended> => machine.run([...args, "--key-file", join(machine.dir, "key")], { input });

  beforeAll(async () => {
    machine = await Machine.open();
    proxy = await socksProxy(() => undefined, true);
    await unlist(["init"]);
    await machine.file("unlist-home/config.yaml", `upstreamProxy: socks5://127.0.0.1:${proxy.port}\n`);
    await unlist(["mailbox", "add", "--file", await machine.file("mailbox.yaml", MAILBOX)]);
  });
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await machine[Symbol.asyncDispose]();
  });

  it("that wants a login is named as what is in the way, and nothing goes past it", async () => {
    const { code, stderr } = await unlist(["mailbox", "test"]);

    expect(code).toBe(4);
    expect(stderr).toContain("does not take the login");
    expect(stderr).toContain("nothing went past it");
  });

  it("has its login kept encrypted, and neither said nor written in clear", async () => {
    const kept = await unlist(["proxy", "login", "--file", "-"], JSON.stringify(LOGIN));

    expect(kept.code).toBe(0);
    const sealed = await readFile(join(machine.home, "proxy.sealed"), "latin1");
    expect(kept.stdout + kept.stderr + sealed).not.toContain("canary");
  });

  it("leads to the mailbox and to a register, each by its name", async () => {
    const [mailbox, register] = [await unlist(["mailbox", "test"]), await unlist(REGISTER)];

    expect([mailbox.code, register.code]).toEqual([4, 4]); // it leads nowhere
    expect(proxy.asked).toEqual(["imap.mail.example:993", "register.example:443"]);
  });

  it("is the only one that gets its login, which can be forgotten", async () => {
    await using other = await httpProxy(() => undefined);
    await machine.file("unlist-home/config.yaml", `upstreamProxy: http://127.0.0.1:${other.port}\n`);

    const refused = await unlist(REGISTER);
    const forgotten = await unlist(["proxy", "logout"]);
    const after = await unlist(REGISTER);

    expect(refused).toMatchObject({ code: 5, stderr: expect.stringContaining("unlist proxy login, for this one") as string });
    expect([forgotten.stdout, after.code]).toEqual(["The login is gone.\n", 4]);
    expect(other.asked).toEqual(["register.example:443"]);
  });
});
