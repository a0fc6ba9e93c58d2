import { expect, it } from "vitest";
import { loadPlaybook } from "../../src/catalog/load.ts";
import { mailName } from "../../src/catalog/mail-name.ts";
import { asked, said } from "../subject/fixture.ts";
import { PLAYBOOK, written } from "./fixture.ts";

const nameFor = (playbook: string, listing: string): string => mailName(loadPlaybook({ file: "playbooks/acme.yaml", text: playbook }).playbook, { broker: "acme", listing });

it("a broker that takes an address once gets another alias for each listing, and others the same for all", () => {
  const once = written("optOut:\n  steps:", "optOut:\n  oncePerMail: true\n  steps:");

  expect([nameFor(once, "k3y00000aaaa"), nameFor(once, "9ff11111bbbb"), nameFor(once, "-")]).toEqual(["acme-k3y000", "acme-9ff111", "acme"]);
  expect(nameFor(PLAYBOOK, "k3y00000aaaa")).toBe("acme");
});

it("a person with one address for everything is not asked for it a second time there", () => {
  expect([said(asked({}, "contact.email")), said(asked({ isMailTaken: true }, "contact.email"))]).toEqual([expect.stringContaining("@") as string, "never"]);
});
