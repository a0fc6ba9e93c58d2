import { expect, it } from "vitest";
import { loadPlaybook } from "../../src/catalog/load.ts";
import { foldEvents } from "../../src/ledger/fold.ts";
import { humanTasks, type HumanTask } from "../../src/report/human-tasks.ts";
import type { Skip } from "../../src/plan/task.ts";
import { BROKER, broker, written } from "../catalog/fixture.ts";
import { fact, on } from "../ledger/support/facts.ts";
import { catalogOf } from "../plan/fixture.ts";

const STEP = "    - submit:";

/** The tasks of somebody whose request stopped at this step of the playbook. */
function tasksAt(step: string, steps: string): HumanTask[] {
  const loaded = loadPlaybook({ file: "playbooks/acme.yaml", text: written(STEP, `${steps}${STEP}`) });
  const { cases } = foldEvents([on(1, fact("found")), on(1, fact("handed-off", { reason: "id", step }))]);
  return humanTasks({ catalog: { brokers: new Map(), playbooks: new Map([["acme", loaded]]) }, cases: [...cases.values()], plan: { tasks: [], skips: [] } });
}

it("says what the playbook says to the person", () => {
  const [task] = tasksAt("optOut.steps[2]", "    - human: { id: Black out all but your name }\n");

  expect(task).toMatchObject({ reason: "id", what: "Black out all but your name" });
});

it("says all that one form wants of a person, and nothing of the form after it", () => {
  const ask = (field: string, say: string): string => `    - human: { field: ${field}, at: "#${say}", say: ${say} }\n`;
  const [task] = tasksAt("optOut.steps[2]", `${ask("address.street", "street")}${ask("dateOfBirth", "birthday")}    - submit: { click: b, confirmed: text=One }\n${ask("phone", "number")}`);

  expect(task).toMatchObject({ what: "street", steps: ["street", "birthday"] });
});

it.each([
  ["a step that is another one by now", "optOut.steps[1]"],
  ["a step that is gone", "optOut.steps[9]"],
])("falls back on words of its own for %s", (_, step) => {
  const [task] = tasksAt(step, "    - human: { id: Black out all but your name }\n");

  expect(task?.what).toBe("think twice; black out all but the name if you do");
});

it("asks once for all brokers of a category that would learn the name from us", () => {
  const { brokers } = catalogOf({ brokers: { acme: BROKER, brook: broker("brook"), cedar: broker("cedar").replace("people-search", "marketing") } });
  const skips = ["acme", "brook", "cedar"].map((slug): Skip => ({ broker: slug, reason: "needs-approval", why: "" }));

  const tasks = humanTasks({ catalog: { brokers, playbooks: new Map() }, cases: [], plan: { tasks: [], skips } });

  expect(tasks.map(({ id, why }) => `${id}: ${why.slice(0, 9)}`)).toEqual(["category:marketing: 1 of them", "category:people-search: 2 of them"]);
});

it("names the page on which a person goes on with what a playbook began", () => {
  const { brokers } = catalogOf({ brokers: { acme: BROKER.replace("routes: [", "routes: [{ kind: portal, basis: documented, reason: it has a page, at: https://acme.example/x, steps: [Press Delete.] }, ") } });
  const { cases } = foldEvents([on(1, fact("found")), on(1, fact("handed-off", { reason: "captcha" }))]);

  const [task] = humanTasks({ catalog: { brokers, playbooks: new Map() }, cases: [...cases.values()], plan: { tasks: [], skips: [] } });

  expect(task?.steps).toEqual(["Open https://acme.example/x", "Press Delete."]);
});
