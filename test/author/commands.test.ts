import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Machine } from "../cli/run-cli.ts";

const PAGE = `<link rel=canonical href="https://www.acme.example/optout"><h1>Opt out</h1>
<form method=post><label>First name <input name=a></label><label>Last name <input name=b></label><label>Email <input type=email name=c></label><button>Remove me</button></form>`;

it("drafts a catalog that lints, and writes over nothing", async () => {
  await using machine = await Machine.open();
  const pages = [await machine.file("optout.html", PAGE), await machine.file("empty.html", "<p>Nothing to ask</p>")];
  const out = join(machine.dir, "drafts");

  const drafted = await machine.run(["playbooks", "draft", ...pages, "--out", out, "--json"]);
  const linted = await machine.run(["playbooks", "lint", "--catalog", out, "--json"]);
  const again = await machine.run(["playbooks", "draft", ...pages, "--out", out]);

  expect(drafted.code).toBe(0);
  expect(JSON.parse(drafted.stdout)).toMatchObject({
    drafts: [
      { file: pages[0], playbook: join(out, "playbooks", "acme.yaml"), controls: [{ selector: 'label="First name"', field: "name.first" }, { field: "name.last" }, { field: "contact.email" }] },
      { file: pages[1], playbook: null, controls: [] },
    ],
  });
  expect(linted).toMatchObject({ code: 0 });
  expect(await readFile(join(out, "playbooks", "acme.yaml"), "utf8")).toContain("health: draft");
  expect(again.code).toBe(2);
});
