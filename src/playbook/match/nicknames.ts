import { NICKNAME_GROUPS } from "./nickname-table.ts";

const GROUPS_OF = indexed(NICKNAME_GROUPS);

/** Whether one person may go by both given names: Bob and Robert, either way round. Wants folded names. */
export function areNicknames(a: string, b: string): boolean {
  if (a === b) return true;
  const groups = GROUPS_OF.get(a);
  const others = GROUPS_OF.get(b);
  return groups !== undefined && others !== undefined && [...groups].some((group) => others.has(group));
}

function indexed(lines: readonly string[]): ReadonlyMap<string, ReadonlySet<number>> {
  const groups = new Map<string, Set<number>>();
  for (const [group, line] of lines.entries()) {
    for (const name of line.split(" ")) groups.set(name, (groups.get(name) ?? new Set()).add(group));
  }
  return groups;
}
