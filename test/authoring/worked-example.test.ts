import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { Machine, type Ended } from "../cli/run-cli.ts";

/** docs/playbooks.md, done as it says: its files are written as they stand there, its commands are typed. */
const DOC = join(import.meta.dirname, "../../docs/playbooks.md");
const BLOCK = /^```(?:html|yaml|json|eml|text) (\S+)\n([\s\S]*?)^```$/gm;
const Said = z.object({ drafts: z.array(z.unknown()) });
const COMMAND = /^```sh\nunlist (.*)\n```$/gm;

let machine: Machine;
let blocks: ReadonlyMap<string, string>;
const said = new Map<string, Ended>();

beforeAll(async () => {
  const text = await readFile(DOC, "utf8");
  blocks = new Map([...text.matchAll(BLOCK)].map(([, name = "", body = ""]) => [name, body]));
  machine = await Machine.open();
  for (const [name, body] of blocks) if (name.includes(".")) await machine.file(name, body);
  for (const [, line = ""] of text.matchAll(COMMAND)) {
    const args = line.split(" ");
    said.set(args[1] ?? "", await machine.run(args));
  }
}, 180_000);
afterAll(() => machine[Symbol.asyncDispose]());

/** How long a step took is different each time. */
function withoutTimes(text: string): string {
  return text.replace(/^(\S+ +[a-z]+) +\d+ {2}/gm, "$1 N ").replace(/^(step +does) +ms {2}/gm, "$1 ms ").trimEnd();
}

it.each(["lint", "rehearse"])("the worked example of docs/playbooks.md says what the document prints: %s", (command) => {
  const { code, stdout, stderr } = said.get(command) ?? { code: null, stdout: "", stderr: "the document has no such command" };

  expect(withoutTimes(stdout), stderr).toBe(withoutTimes(blocks.get(command) ?? ""));
  expect(code).toBe(0);
});

it("and its form is drafted as the document says: two fields, the right button, the newsletter left alone", async () => {
  const { stdout } = await machine.here(["playbooks", "draft", join(machine.dir, "saved/optout.html"), "--json"]);

  const { drafts } = Said.parse(JSON.parse(stdout));
  expect(drafts[0]).toMatchObject({
    submit: { selector: 'role=button[name="Send request"]' },
    decoys: [{ kind: "newsletter" }],
    controls: expect.arrayContaining([expect.objectContaining({ selector: 'label="Link to the record"', field: "listing.url" }), expect.objectContaining({ field: "contact.email" })]) as unknown,
  });
});
