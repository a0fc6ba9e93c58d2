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
/** A run that does nothing falls for nothing, so what can be asked for must be. */
const ASKED = ["cookiewall", "samenames"];
/** The dry run is the command line's own, where nothing can be planted. */
const PLANTABLE = 4;

interface Played {
  readonly fallenFor: readonly string[];
  readonly truths: readonly string[];
}

export const gate: Gate = {
  name: "false-success",
  limit: "0 of 5 false successes",
  async run() {
    const { fallenFor, truths } = await play("nothing");
    return {
      figure: `${fallenFor.length} of ${Object.keys(TRAPS).length} false successes; ${truths.length} of ${ASKED.length} that could be asked were`,
      ok: fallenFor.length === 0 && truths.length === ASKED.length,
      details: fallenFor.flatMap((line) => wrapped(line)),
    };
  },
  async control(tell: Tell): Promise<Control> {
    const { fallenFor } = await play("credulous");
    tell(`a credulous run falls for ${fallenFor.length}: ${fallenFor.join(", ")}`);
    return fallenFor.length === PLANTABLE ? "caught" : "missed";
  },
};

async function play(plant: "nothing" | "credulous"): Promise<Played> {
  await using entry = await builtEntry("test/gates/real/real-child.ts");
  await using stage = await RealStage.open(entry.file);
  const dry = await stage.unlist(["run", "--dry-run"]);
  const afterDryRun = { events: (await stage.view()).events.length, truth: await stage.lab.truth() };
  if (dry.code === null || ![0, 3, 4].includes(dry.code)) throw new Error(`a dry run ended with ${String(dry.code)}: ${dry.stderr.slice(0, 1_500)}`);
  const { code, stderr } = await stage.run(SITES, { plant });
  if (code !== 0) throw new Error(`a run ended with ${String(code)}: ${stderr.slice(0, 1_500)}`);
  const seen: Seen = { states: await stage.states(), truth: await stage.lab.truth(), afterDryRun };
  return {
    fallenFor: Object.entries(TRAPS).flatMap(([words, fallsFor]) => (fallsFor(seen) ? [words] : [])),
    truths: ASKED.filter((site) => CLAIMS.includes(seen.states.get(site) ?? "unseen") && submissionsAt(seen.truth, site) === 1),
  };
}

function hitDecoy({ received }: Truth, route: string): boolean {
  return received.some((one) => one.kind === "decoy" && one.route === route);
}

function isFalselyClaimed(site: string, states: ReadonlyMap<string, State>, truth: Truth): boolean {
  return CLAIMS.includes(states.get(site) ?? "unseen") && submissionsAt(truth, site) !== 1;
}
