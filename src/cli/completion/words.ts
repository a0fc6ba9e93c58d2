import type { CommandCard } from "../card.ts";

/** What may come after a point of the command line. */
export type Values = "brokers" | "subjects" | "files" | readonly string[];

export interface CommandWords {
  /** As typed so far: empty, `schedule`, `schedule install`. */
  readonly at: string;
  /** Commands that go on from here, and options. */
  readonly words: readonly string[];
  /** What its operands are. */
  readonly operands: Values;
}

export interface CompletionWords {
  readonly commands: readonly CommandWords[];
  /** What the option before takes; options that take nothing are not here. */
  readonly optionValues: ReadonlyMap<string, Values>;
}

type Flag = readonly [flags: string, words: string];

/** Everything a shell needs to know, from the cards: no shell has a list of its own. */
export function completionWords(cards: readonly CommandCard[], globals: readonly Flag[]): CompletionWords {
  const paths = new Set(["", ...cards.flatMap(({ name }) => name.split(" ").map((_, i, words) => words.slice(0, i + 1).join(" ")))]);
  const everywhere = globals.map(([flags]) => longOf(flags));
  const commands = [...paths].map((at): CommandWords => {
    const card = cards.find(({ name }) => name === at);
    const next = [...paths].filter((path) => path !== "" && (at === "" ? !path.includes(" ") : path.startsWith(`${at} `) && !path.slice(at.length + 1).includes(" "))).map((path) => path.split(" ").at(-1) ?? "");
    return { at, words: [...next, ...(card?.options ?? []).map(([flags]) => longOf(flags)), ...everywhere, "--help"], operands: operandsOf(card) };
  });
  const flags = [...globals, ...cards.flatMap(({ options = [] }) => options)];
  return { commands, optionValues: new Map(flags.flatMap((flag) => valuesOf(flag)).reverse()) };
}

function longOf(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags;
}

function valuesOf([flags, words]: Flag): (readonly [string, Values])[] {
  const placeholder = /[<[]([\w.]+)[>\]]/.exec(flags)?.[1];
  if (placeholder === undefined) return [];
  return [[longOf(flags), valuesBy(longOf(flags), placeholder, words)]];
}

function valuesBy(option: string, placeholder: string, words: string): Values {
  if (placeholder.startsWith("brokers")) return "brokers";
  if (option === "--subject") return "subjects";
  if (/^(file|dir|place)$/.test(placeholder)) return "files";
  // "systemd, launchd, cron or schtasks; …": a list of words is what may be typed.
  const listed = words.split(";")[0]?.split(/, | or /) ?? [];
  return listed.length > 1 && listed.every((word) => /^[a-z-]+$/.test(word)) ? listed : [];
}

function operandsOf(card: CommandCard | undefined): Values {
  const [operand = ""] = card?.operands?.[0] ?? [];
  if (card?.name.startsWith("subject ")) return "subjects";
  if (/broker|ids/.test(operand)) return "brokers";
  return /file|dir/i.test(operand) ? "files" : [];
}
