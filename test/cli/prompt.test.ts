import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Machine } from "./run-cli.ts";
import { hasTerminal, typeInto } from "./support/terminal.ts";

const CLEARED = "\u001b[2J\u001b[3J\u001b[H";

describe.skipIf(!hasTerminal)("prompts at a terminal", () => {
  it("takes a passphrase twice without showing it", async () => {
    await using machine = await Machine.open();

    const { code, screen } = await typeInto(machine, ["init"], [["this device safe", "n\r"], ["only you read", "\r"], ["keep an eye on", "y\r"], ["New passphrase:", "Canarypass words\r"], ["Once more:", "Canarypass words\r"]]);

    expect({ code, screen }).toEqual({ code: 0, screen: expect.not.stringContaining("Canarypass") as string });
    expect(await readFile(join(machine.home, "keys.json"), "utf8")).toContain("scrypt");
    expect([screen.includes("This home is quiet"), screen.includes("Removals are spread"), screen.includes("No mail alias")]).toEqual([true, true, false]);
  });

  it("makes nothing when the two differ", async () => {
    await using machine = await Machine.open();

    const { code, screen } = await typeInto(machine, ["init", "--yes"], [["New passphrase:", "one passphrase\r"], ["Once more:", "another one\r"]]);

    expect(code).toBe(2);
    expect(screen).toContain("not the same");
    await expect(stat(machine.home)).rejects.toThrow("ENOENT");
  });

  it("ends with 130 at Ctrl-C and makes nothing", async () => {
    await using machine = await Machine.open();

    const { code } = await typeInto(machine, ["init", "--yes"], [["New passphrase:", "\u0003"]]);

    expect(code).toBe(130);
    await expect(stat(machine.home)).rejects.toThrow("ENOENT");
  });

  it("clears the screen and what scrolled off it at Ctrl+\\, says nothing more, and makes nothing", async () => {
    await using machine = await Machine.open();

    const { code, screen } = await typeInto(machine, ["init"], [["this device safe", "\r"], ["only you read", "\u001c"]]);

    expect(code).toBe(130);
    expect(screen.endsWith(CLEARED)).toBe(true);
    await expect(stat(machine.home)).rejects.toThrow("ENOENT");
  });

  it("asks for a profile piece by piece", async () => {
    await using machine = await Machine.open();
    await machine.keyed("init");

    const { code, screen } = await typeInto(machine, ["subject", "add", "--key-file", join(machine.dir, "key")], [
      ["First name:", "Jane\r"],
      ["Middle name", "\r"],
      ["Last name:", "Roe\r"],
      ["Another name?", "\r"],
      ["Street", "\r"],
      ["City:", "Austin\r"],
      ["State", "Texas\r"],
      ["wants a two-letter state", "TX\r"],
      ["until which year", "\r"],
      ["Another address", "\r"],
      ["Year of birth", "1984\r"],
      ["Mail alias", "\r"],
    ]);

    expect({ code, screen }).toMatchObject({ code: 0, screen: expect.stringContaining("Added as") as string });
    const { stdout } = await machine.keyed("subject", "show", "--reveal", "--yes", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ profile: { names: [{ first: "Jane", last: "Roe" }], addresses: [{ city: "Austin", state: "TX" }], birthYear: 1984 } });
  });
});
