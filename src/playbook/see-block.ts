import { z } from "zod";
import { askPage, type Question } from "../browser/question.ts";
import type { Session } from "../browser/session.ts";
import type { UnclearReason } from "../ledger/events.ts";
import { BLOCK_SIGNS } from "./block-signs.ts";

/** Why a page is no answer, whatever else it shows. */
export interface Block {
  readonly reason: UnclearReason;
  readonly retryAfterMs?: number;
}

export interface PageFace {
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly title: string;
  /** Its visible text, all of it that counts. */
  readonly text: string;
}

const Words = z.object({ title: z.string(), text: z.string() });
const MAX_TEXT = 20_000;

export const wordsQuestion: Question<number, z.infer<typeof Words>> = { name: "unlist-words", work: wordsOfPage, answer: Words };

/** Looks whether the page is a wall, an error or blank. Undefined: nothing speaks against it. */
export async function seeBlock(session: Session): Promise<Block | undefined> {
  const { title, text } = await askPage(session.page, wordsQuestion, MAX_TEXT);
  return classify({ status: session.status, retryAfterMs: session.retryAfterMs, title, text });
}

export function classify(face: PageFace): Block | undefined {
  return byStatus(face) ?? byWords(face) ?? (face.text.trim() === "" ? { reason: "empty-page" } : undefined);
}

function byStatus({ status = 200, retryAfterMs }: PageFace): Block | undefined {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 404 || status === 410) return { reason: "not-found" };
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) return { reason: "rate-limited", ...wait };
  if (status >= 500) return { reason: "server-error", ...wait };
  return status >= 400 ? { reason: "block-page", ...wait } : undefined;
}

function byWords(face: PageFace): Block | undefined {
  const title = plain(face.title);
  const text = plain(face.text);
  const sign = BLOCK_SIGNS.find(({ words, where, upToChars = Infinity }) => text.length <= upToChars && (where === "title" ? title : text).includes(words));
  return sign && { reason: sign.reason };
}

function plain(words: string): string {
  return words.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ");
}

declare const document: { readonly title: string; readonly body: { readonly innerText: string } | null };

/** Runs in the page's document, beside its scripts. */
function wordsOfPage(maxText: number): z.infer<typeof Words> {
  return { title: document.title.slice(0, 300), text: (document.body?.innerText ?? "").slice(0, maxText) };
}
