import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../src/base/clock.ts";
import { loadPlaybook } from "../../../src/catalog/load.ts";
import { SavedPages } from "../../../src/authoring/page/saved-pages.ts";
import { repair, type PageSource, type Repair } from "../../../src/authoring/repair/repair.ts";
import { unifiedDiff } from "../../../src/authoring/repair/unified-diff.ts";
import { never } from "../../browser/support/browsers.ts";
import { PLAYBOOK, written } from "../../catalog/fixture.ts";
import { Reader } from "../support/reader.ts";

let reader: Reader;
let saved: SavedPages;
beforeAll(async () => {
  reader = await Reader.open();
  saved = new SavedPages({ browsers: reader.rig.browsers, clock: systemClock, signal: never });
});
afterAll(async () => {
  await saved[Symbol.asyncDispose]();
  await reader[Symbol.asyncDispose]();
});

function page(html: string): PageSource {
  return { name: "optout.html", show: (work) => saved.show(Buffer.from(html), work) };
}

async function repaired(html: string, text = PLAYBOOK): Promise<Repair> {
  return repair({ file: "acme.yaml", text }, [page(html)]);
}

const AS_WRITTEN = `<form method=post><input id=email aria-label="Your e-mail"><input id=url aria-label="Link to your listing"><button>Remove</button></form>`;
const CHANGED = `<form role=search><input name=q type=search><button>Search</button></form>
<h1>Opt out</h1><form method=post><label>E-mail <input name=mail type=email></label><label>Link to your listing <input name=link></label><button>Remove it</button></form>`;

describe("repair", () => {
  it("leaves a playbook alone whose page is as it was", async () => {
    const { intact, broken, diff } = await repaired(AS_WRITTEN);

    expect({ intact, broken, diff }).toEqual({ intact: 3, broken: [], diff: "" });
  });

  it("finds each control by the field it takes, and the form's own button", async () => {
    const { broken, text } = await repaired(CHANGED);

    expect(broken.map(({ finding }) => [finding.use.locator, finding.candidate?.locator])).toEqual([["#email", 'label="E-mail"'], ["#url", 'label="Link to your listing"'], ["button", 'role=button[name="Remove it"]']]);
    expect(loadPlaybook({ file: "acme.yaml", text }).playbook.optOut?.steps.slice(1)).toMatchObject([
      { fill: { 'label="E-mail"': "{{contact.email}}", 'label="Link to your listing"': "{{listing.url}}" } },
      { submit: { click: 'role=button[name="Remove it"]' } },
    ]);
  });

  it("writes a diff that patch takes, and touches no other line", async () => {
    const { diff, text } = await repaired(CHANGED);
    await writeFile(join(reader.folder, "acme.yaml"), PLAYBOOK);

    const { stdout } = spawnSync("git", ["apply", "--numstat", "-"], { input: diff, cwd: reader.folder, encoding: "utf8" });

    expect(stdout.trim()).toBe("2\t2\tacme.yaml");
    expect(text.split("\n").filter((line, i) => line !== PLAYBOOK.split("\n")[i])).toHaveLength(2);
  });

  it("proposes nothing where nothing stands out, or where two do", async () => {
    const { broken, diff } = await repaired(`<form method=post><input id=email><input name=a><input name=b><button>Remove</button></form>`);

    expect(broken.map(({ finding }) => [finding.use.locator, finding.candidate])).toEqual([["#url", undefined]]);
    expect(diff).toBe("");
  });

  it("keeps its hands off a control that another step uses", async () => {
    const text = written('"#email": "{{contact.email}}", "#url": "{{listing.url}}"', '"#email": "{{contact.email}}", "#again": "{{contact.email}}"').replace("contact.email, listing.url", "contact.email");

    const { broken } = await repaired(`<form method=post><input id=email type=email aria-label="E-mail"><button>Remove</button></form>`, text);

    expect(broken.map(({ finding }) => finding.candidate)).toEqual([undefined]);
  });

  it("says of which stages no page was shown", async () => {
    const { unseen, broken } = await repaired("<p>Some other page</p>");

    expect(unseen.map(({ stage }) => stage)).toEqual(["scan", "optOut", "confirm"]);
    expect(broken).toEqual([]);
  });

  it("finds words that changed a little, and a challenge under another name", async () => {
    const text = written("    - submit:", '    - expect: text=Remove your personal information\n    - human: { captcha: "#g-recaptcha" }\n    - submit:');

    const { broken } = await repaired(`<h1>Remove your information</h1><form method=post><input id=email><input id=url><div class="g-recaptcha" data-sitekey=k>box</div><button>Remove</button></form>`, text);

    expect(broken.map(({ finding }) => finding.candidate?.locator)).toEqual(["text=Remove your information", ".g-recaptcha"]);
  });
});

it("a unified diff of far-apart changes has a hunk for each", () => {
  const before = Array.from({ length: 30 }, (_, i) => `line ${i}`).join("\n");

  const diff = unifiedDiff("x", before, before.replace("line 3", "three").replace("line 25", "twenty-five"));

  expect(diff.split("\n").filter((line) => line.startsWith("@@"))).toEqual(["@@ -1,7 +1,7 @@", "@@ -23,7 +23,7 @@"]);
});
