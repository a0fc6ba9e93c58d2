import { withoutLabels } from "./labels.ts";
import { bounded, visibleLines } from "./text.ts";

const MAX_TEXTS = 200;
const MAX_PIECES = 300;
const MAX_PIECE = 300;

/** The items of a list, however the page parts them: elements, lines, `|`, `•`, `·` or `;`. Labels and "+3 more" are gone. */
export function pieces(texts: readonly string[]): string[] {
  return texts
    .slice(0, MAX_TEXTS)
    .flatMap((text) => visibleLines(text).flatMap((line) => line.split(/[|•·;]/u)))
    .slice(0, MAX_PIECES)
    .map((piece) => withoutLabels(bounded(piece.trim(), MAX_PIECE)))
    .filter((piece) => piece !== "");
}
