import { submissionsAt } from "../../src/lab/truth-answers.ts";
import type { Truth } from "../../src/lab/truth.ts";
import type { State } from "../../src/ledger/states.ts";
import { RealStage } from "./real/stage.ts";
import { builtEntry } from "./support/built-entry.ts";
import type { Control, Gate, Tell } from "./support/gate.ts";
import { wrapped } from "./support/table.ts";

/** A success is claimed in these; each is true only when the broker took the right request in, once. */
const CLAIMS: readonly State[] = ["submitted", "awaiting-confirmation", "awaiting-removal", "removed", "unverifiable"];

interface Seen {
  readonly states: ReadonlyMap<string, State>;
  readonly truth: Truth;
  /** After `run --dry-run` alone. */
  readonly afterDryRun: { readonly events: number; readonly truth: Truth };
}

/** What the lab holds ready for who takes the first button, the first row or any answer for a success. */
const TRAPS: Readonly<Record<string, (seen: Seen) => boolean>> = {
  "an accept-all banner taken for the form": ({ states, truth }) => hitDecoy(truth, "POST /consent") || isFalselyClaimed("cookiewall", states, truth),
  "a newsletter box taken for the form": ({ states, truth }) => hitDecoy(truth, "POST /newsletter") || isFalselyClaimed("cookiewall", states, truth),
  "a bot wall taken for an answer": ({ states, truth }) => isFalselyClaimed("botwall", states, truth) || states.get("botwall") === "not-listed",
  "the namesake asked for, who stands first": ({ states, truth }) => isFalselyClaimed("onlynamesake", states, truth) || submissionsAt(truth, "onlynamesake") > 0 || isFalselyClaimed("samenames", states, truth),
  "a mail of a dry run taken for sent": ({ afterDryRun: { events, truth } }) => events > 0 || truth.received.length > 0 || truth.mails.length > 0 || truth.sentByPerson > 0,
};
const SITES = ["cookiewall", "botwall", "onlynamesake", "samenames"];

export const gate: Gate = {
  name: "false-success",
  limit: "0 of 5 false successes",
  async run() {
    const fallenFor = await play("nothing");
    return { figure: `${fallenFor.length} of ${Object.keys(TRAPS).length} false successes`, ok: fallenFor.length === 0, details: fallenFor.flatMap((line) => wrapped(line)) };
  },
  async control(tell: Tell): Promise<Control> {
    const fallenFor = await play("credulous");
    tell(`a credulous run falls for ${fallenFor.length}`);
    return fallenFor.length > 0 ? "caught" : "missed";
  },
};

async function play(plant: "nothing" | "credulous"): Promise<string[]> {
  await using entry = await builtEntry("test/gates/real/real-child.ts");
  await using stage = await RealStage.open(entry.file);
  const dry = await stage.unlist(["run", "--dry-run"]);
  const afterDryRun = { events: (await stage.view()).events.length, truth: await stage.lab.truth() };
  if (dry.code === null || ![0, 3, 4].includes(dry.code)) throw new Error(`a dry run ended with ${String(dry.code)}: ${dry.stderr.slice(0, 1_500)}`);
  await stage.run(SITES, { plant });
  const seen: Seen = { states: await stage.states(), truth: await stage.lab.truth(), afterDryRun };
  return Object.entries(TRAPS).flatMap(([words, fallsFor]) => (fallsFor(seen) ? [words] : []));
}

function hitDecoy({ received }: Truth, route: string): boolean {
  return received.some((one) => one.kind === "decoy" && one.route === route);
}

function isFalselyClaimed(site: string, states: ReadonlyMap<string, State>, truth: Truth): boolean {
  return CLAIMS.includes(states.get(site) ?? "unseen") && submissionsAt(truth, site) !== 1;
}
