import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { serve } from "../browser/support/broker.ts";
import { PLAYBOOK } from "../catalog/fixture.ts";
import { Machine } from "../cli/run-cli.ts";

const PAGE = `<link rel=canonical href="https://www.acme.example/optout"><h1>Opt out</h1>
<form method=post><label>First name <input name=a></label><label>Last name <input name=b></label><label>Email <input type=email name=c></label><button>Remove me</button></form>`;

it("drafts a catalog that lints, and writes over nothing", async () => {
  await using machine = await Machine.open();
  const pages = [await machine.file("optout.html", PAGE), await machine.file("empty.html", "<p>Nothing to ask</p>")];
  const out = join(machine.dir, "drafts");

  const drafted = await machine.here(["playbooks", "draft", ...pages, "--out", out, "--json"]);
  const linted = await machine.here(["playbooks", "lint", "--catalog", out, "--json"]);
  const again = await machine.here(["playbooks", "draft", ...pages, "--out", out]);

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

it("repairs a playbook against the page it opens, by diff first, and sends nothing", async () => {
  await using machine = await Machine.open();
  const asked: string[] = [];
  await using site = await serve((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    response.writeHead(200, { "content-type": "text/html" }).end(`<form method=post><label>Email <input name=mail></label><input id=url><button>Remove</button></form><script>fetch("/x", { method: "POST", body: "x" })</script>`);
  });
  const map = await machine.file("map.json", JSON.stringify({ "www.acme.example": site.url }));
  const file = await machine.file("acme.yaml", PLAYBOOK);

  const proposed = await machine.run(["playbooks", "repair", file, "--map", map, "--json"]);
  const before = await readFile(file, "utf8");
  const written = await machine.here(["playbooks", "repair", file, "--map", map, "--write"]);

  expect([proposed.code, written.code]).toEqual([3, 3]);
  expect(JSON.parse(proposed.stdout)).toMatchObject({ intact: 2, broken: [{ step: "optOut.steps[1]", locator: "#email", candidate: { locator: 'label="Email"' } }], isWritten: false });
  expect(before).toBe(PLAYBOOK);
  expect(await readFile(file, "utf8")).toBe(PLAYBOOK.replace('"#email"', JSON.stringify('label="Email"')));
  expect(new Set(asked)).toEqual(new Set(["GET /optout", "GET /favicon.ico"].filter((line) => asked.includes(line))));
  expect(asked).toContain("GET /optout");
});
