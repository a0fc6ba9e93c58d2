import { readFileSync, readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");

interface Room {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

describe("the table in docs/architecture.md", () => {
  const table = readTable(readFileSync(join(ROOT, "docs/architecture.md"), "utf8"));

  it("names every room of src", () => {
    const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory() && filesIn(entry.name).length > 0);

    expect(folders.map((entry) => entry.name).sort()).toEqual([...table.keys()].sort());
  });

  it.each([...table])("holds for what %s imports", (room, allowed) => {
    const strays = valueImports(room).filter(({ target }) => !isAllowed(target, room, allowed));

    expect(strays).toEqual([]);
  });

  it.each([
    ["playwright", "browser"],
    ["p-queue", "queue"],
    ["lowdb", "ledger"],
  ])("lets only one room import %s", (name, room) => {
    const importers = [...table.keys()].filter((other) => valueImports(other).some(({ target }) => target === name));

    expect(importers).toEqual([room]);
  });

  it("fails when a room reaches where it may not", () => {
    expect(isAllowed("playwright", "plan", table.get("plan") ?? { rooms: [], packages: [] })).toBe(false);
    expect(isAllowed("src/cli", "plan", table.get("plan") ?? { rooms: [], packages: [] })).toBe(false);
  });
});

function isAllowed(target: string, room: string, { rooms, packages }: Room): boolean {
  if (target.startsWith("node:") || builtinModules.includes(target)) return true;
  if (!target.startsWith("src/")) return packages.includes(target);
  const other = target.slice("src/".length);
  return other === room || rooms.includes("everything") || rooms.includes(other);
}

function valueImports(room: string): { file: string; target: string }[] {
  return filesIn(room).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/^(?:import|export)\s+(type\s+)?([^;]*?)\s*from\s+"([^"]+)";|import\("([^"]+)"\)|^import "([^"]+)";/gm)]
      .filter(([, isType, names = ""]) => isType === undefined && !isTypesOnly(names))
      .map((found) => ({ file: relative(ROOT, file), target: targetOf(file, found[3] ?? found[4] ?? found[5] ?? "") }));
  });
}

function isTypesOnly(names: string): boolean {
  const listed = /^\{(.*)\}$/s.exec(names.trim())?.[1];
  return listed !== undefined && listed.split(",").filter((name) => name.trim()).every((name) => name.trim().startsWith("type "));
}

function targetOf(file: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : (specifier.split("/")[0] ?? specifier);
  const [, room = ""] = relative(ROOT, join(file, "..", specifier)).split("/");
  return `src/${room.replace(/\.ts$/, "")}`;
}

function filesIn(room: string): string[] {
  return readdirSync(join(ROOT, "src", room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(ROOT, "src", room, name));
}

function readTable(markdown: string): Map<string, Room> {
  const rows = markdown.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| room") && !line.startsWith("|---"));
  return new Map(
    rows.map((row) => {
      const [, room = "", , rooms = "", packages = ""] = row.split("|").map((cell) => cell.trim());
      return [room, { rooms: words(rooms), packages: words(packages) }];
    }),
  );
}

function words(cell: string): string[] {
  return cell === "–" ? [] : cell.split(",").map((word) => word.trim());
}
