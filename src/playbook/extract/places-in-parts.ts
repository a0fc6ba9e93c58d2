import type { PlacePart } from "../../catalog/extract.ts";

export type PartTexts = Partial<Record<PlacePart, readonly string[]>>;

/** Addresses that a page shows in parts, put together as one would write them, so that they are read like any other. */
export function placesInParts(parts: PartTexts): string[] {
  return (parts.city ?? []).map((city, i) => {
    const ending = [nth(parts.state, i), nth(parts.zip, i)].filter((text) => text !== undefined).join(" ");
    return [nth(parts.street, i), city, ending].filter((text) => text !== undefined && text !== "").join(", ");
  });
}

/** One state above a list of cities goes with them all; of several, each with its own. */
function nth(texts: readonly string[] | undefined, i: number): string | undefined {
  return texts?.length === 1 ? texts[0] : texts?.[i];
}
