import { stringify, parse } from "yaml";
import { z } from "zod";
import type { Random } from "../../src/base/random.ts";
import { loadPlaybook, type LoadedPlaybook } from "../../src/catalog/load.ts";

/** As a playbook's file holds it: the parts that are spoilt here. */
const Step = z.looseObject({
  goto: z.string().optional(),
  fill: z.record(z.string(), z.unknown()).optional(),
  submit: z.looseObject({ click: z.string(), confirmed: z.string() }).optional(),
  extract: z.looseObject({ each: z.string(), none: z.string().optional(), fields: z.record(z.string(), z.unknown()) }).optional(),
});
const Stage = z.looseObject({ steps: z.array(Step) });
const File = z.looseObject({ scan: Stage.optional(), optOut: Stage.optional() });
type File = z.infer<typeof File>;
type Step = z.infer<typeof Step>;

/** Spoils a playbook in one place, and says whether there was such a place. */
type Spoil = (file: File, random: Random) => boolean;

/** One mistake each, of the kind that an author makes or a redesign brings. */
export const IN_THE_SCAN: Readonly<Record<string, Spoil>> = {
  "an address that is not the site's": spoilOne("scan", ({ goto }) => goto !== undefined, (step) => (step.goto = `${step.goto ?? ""}-gone`)),
  "rows that are named otherwise": inExtract((extract) => (extract.each = ".no-such-row")),
  "a field that is read elsewhere": inExtract((extract, random) => (extract.fields[pick(Object.keys(extract.fields).filter((key) => key !== "id"), random)] = ".no-such-field")),
  "another sign that nobody was found": (file, random) => hasNone(file) && inExtract((extract) => (extract.none = ".no-such-sign"))(file, random),
};

/** For playbooks that go through to the end: where a person takes over first, nobody would come upon them. */
export const IN_THE_ASKING: Readonly<Record<string, Spoil>> = {
  "a control that is named otherwise": spoilOne("optOut", ({ fill }) => fill !== undefined, (step, random) => {
    const key = pick(Object.keys(step.fill ?? {}), random);
    step.fill = Object.fromEntries(Object.entries(step.fill ?? {}).map(([name, value]) => [name === key ? "#no-such-control" : name, value]));
  }),
  "another button": inSubmit((submit) => (submit.click = "#no-such-button")),
  "other words of confirmation": inSubmit((submit) => (submit.confirmed = "text=Nobody says this")),
};

/** The playbook with one mistake in it; nothing where it has no place for that mistake. */
export function withMistake(loaded: LoadedPlaybook, spoil: Spoil, random: Random): LoadedPlaybook | undefined {
  const file = File.parse(parse(loaded.source.text));
  if (!spoil(file, random)) return undefined;
  return loadPlaybook({ file: loaded.file, text: stringify(file, { aliasDuplicateObjects: false }) });
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items.map((item) => ({ item, at: random.next() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random.next() * items.length)];
  if (item === undefined) throw new Error("there is nothing to pick from");
  return item;
}

function spoilOne(stage: "scan" | "optOut", isMeant: (step: Step) => boolean, change: (step: Step, random: Random) => unknown): Spoil {
  return (file, random) => {
    const steps = (file[stage]?.steps ?? []).filter(isMeant);
    if (steps.length === 0) return false;
    change(pick(steps, random), random);
    return true;
  };
}

function inExtract(change: (extract: NonNullable<Step["extract"]>, random: Random) => unknown): Spoil {
  return spoilOne("scan", ({ extract }) => extract !== undefined, (step, random) => step.extract && change(step.extract, random));
}

function inSubmit(change: (submit: NonNullable<Step["submit"]>) => unknown): Spoil {
  return spoilOne("optOut", ({ submit }) => submit !== undefined, (step) => step.submit && change(step.submit));
}

function hasNone({ scan }: File): boolean {
  return scan?.steps.some(({ extract }) => extract?.none !== undefined) ?? false;
}
