import { isMissing } from "../base/files.ts";
import type { Entry } from "./gap.ts";
import { FORMAT } from "./journal-format.ts";
import { noRecord } from "./journal-check.ts";
import { renderHeadFile } from "./journal-head.ts";
import { headerLine, renderBatch } from "./journal-line.ts";
import { headKeyOf, headPath, journalPath, nextHeadPath, type LedgerPlace } from "./place.ts";
import { projectionPath } from "./projection.ts";

/**
 * Puts a journal with these entries in the place of the one that is there. Cut short anywhere, what is on the disk is the old
 * journal with its head, or the new one with its: its head lies beside it from the beginning, and whoever opens next finishes.
 * The projection goes before, since what it remembers of the old one would call the new one changed.
 */
export async function rewriteJournal(place: LedgerPlace, entries: readonly Entry[]): Promise<void> {
  const { dir, files, subject } = place;
  let head = noRecord(subject);
  const texts = entries.map((entry) => {
    const line = renderBatch([entry], head);
    head = line.head;
    return line.text;
  });
  await files.replace(nextHeadPath(dir), renderHeadFile(head, headKeyOf(place)));
  await files.remove(projectionPath(dir)).catch(isMissing);
  await files.replace(journalPath(dir), [`${headerLine(subject, FORMAT)}\n`, ...texts].join(""));
  await finishRewriting(place);
}

/** The journal stands; its head takes the old one's place. */
export async function finishRewriting({ dir, files }: LedgerPlace): Promise<void> {
  await files.replace(headPath(dir), await files.read(nextHeadPath(dir)));
  await files.remove(nextHeadPath(dir));
}
