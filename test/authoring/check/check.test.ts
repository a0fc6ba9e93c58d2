import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serve, type Origin } from "../../browser/support/broker.ts";
import { BROKER, PLAYBOOK } from "../../catalog/fixture.ts";
import { Machine, type Ended } from "../../cli/run-cli.ts";

const FORM = `<form method=post><input id=email><input id=url><button>Remove</button></form>`;
const NONE = `<p class="none">Nobody found</p>`;

let machine: Machine;
let site: Origin;
let pages: { scan: string; optOut: string; status: number };
const asked: string[] = [];

beforeAll(async () => {
  machine = await Machine.withHome("--rehearsal");
  site = await serve((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    response.writeHead(pages.status, { "content-type": "text/html" }).end(request.url === "/optout" ? pages.optOut : pages.scan);
  });
  await machine.file("catalog/brokers/acme.yaml", BROKER);
  await machine.file("catalog/playbooks/acme.yaml", PLAYBOOK);
  await machine.file("map.json", JSON.stringify({ "www.acme.example": site.url }));
  await machine.file("unlist-home/config.yaml", "patience: 2s\n");
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await machine[Symbol.asyncDispose]();
});
beforeEach(() => {
  pages = { scan: NONE, optOut: FORM, status: 200 };
  asked.length = 0;
});

const typed = () => ["playbooks", "check", "--catalog", join(machine.dir, "catalog"), "--map", join(machine.dir, "map.json"), "--now", "2026-11-22", "--json"];

interface Verdict {
  readonly brokers: readonly { readonly verdict: string; readonly looks: readonly { readonly words: string }[] }[];
}

async function verdict(checked: Promise<Ended> = machine.here(typed())): Promise<{ code: number | null; verdict: string | undefined; words: string[] }> {
  const { code, stdout } = await checked;
  const [broker] = (JSON.parse(stdout) as Verdict).brokers;
  return { code, verdict: broker?.verdict, words: broker?.looks.map(({ words }) => words) ?? [] };
}

describe("playbooks check", () => {
  it("is content with pages that are as written, asks once for each, and keeps a dated record that brokers list shows", async () => {
    const { code, verdict: stands } = await verdict(machine.run(typed()));
    const listed = await machine.here(["brokers", "list", "--catalog", join(machine.dir, "catalog"), "--json"]);

    expect([code, stands]).toEqual([0, "ok"]);
    expect(asked.filter((line) => !line.includes("favicon"))).toEqual(["GET /Zhwqkrobvyx", "GET /optout"]);
    expect(await readdir(join(machine.home, "health"))).toEqual(["2026-11-22.json"]);
    expect(JSON.parse(await readFile(join(machine.home, "health", "2026-11-22.json"), "utf8"))).toMatchObject({ brokers: [{ broker: "acme", verdict: "ok" }] });
    expect(JSON.parse(listed.stdout)).toMatchObject({ brokers: [{ broker: "acme", checked: { on: "2026-11-22", verdict: "ok" } }] });
  });

  it("ends with 3 and names the step where a control is gone", async () => {
    pages.optOut = FORM.replace("id=url", "id=link");

    expect(await verdict()).toMatchObject({ code: 3, verdict: "drifted", words: [expect.any(String), "optOut.steps[1]: #url is gone"] });
  });

  it("ends with 3 where the sign that nobody was found is gone", async () => {
    pages.scan = "<p>Welcome to our new site</p>";

    expect(await verdict()).toMatchObject({ code: 3, verdict: "drifted", words: ["the page gave no answer (no-sign)", expect.any(String)] });
  });

  it("calls a site that is down unclear, and not drifted", async () => {
    pages.status = 500;

    expect(await verdict()).toMatchObject({ code: 0, verdict: "unclear" });
  });
});
