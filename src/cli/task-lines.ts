import { OPEN_HAND_WORDS } from "../subject/hand-words.ts";
import { sayMinutes, wrapped } from "./hand-lines.ts";
import type { Output } from "./output.ts";
import type { SubjectTask } from "./tasks-of.ts";

/** One step with all that it takes. The words to write hold no value unless `words` has them filled in. */
export function taskLines({ width, paint }: Output, task: SubjectTask, words: readonly string[] = OPEN_HAND_WORDS): string[] {
  const { id, minutes, why, what, steps, link, shows, hasWords } = task;
  const line = (text: string, mark = "") => wrapped(text, { width, indent: 2, mark });
  const how = steps ?? [what];
  return [
    `${paint.strong(id)}  about ${sayMinutes(minutes)}`,
    ...line(`${why.charAt(0).toUpperCase()}${why.slice(1)}.`),
    ...(link !== undefined && !how.some((step) => step.includes(link)) ? line(`Open ${link}`) : []),
    ...how.flatMap((step, i) => line(step, how.length > 1 ? `${i + 1}. ` : "")),
    ...(shows.length > 0 ? line(`They get to see: ${[...shows, ...(link === undefined ? [] : ["this machine's IP address"])].join(", ")}.`) : []),
    ...(hasWords ? ["  To write or to say:", ...words.flatMap((text) => wrapped(text, { width, indent: 4 }))] : []),
    "",
  ];
}
