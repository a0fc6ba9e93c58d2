import { Situation } from "../subject/situation.ts";
import type { Call } from "./call.ts";
import { readPersonalDocument } from "./read-document.ts";

/**
 * Three questions, each with an empty answer that is as good as any. Where there is nobody to ask, `--answers FILE` or
 * nothing at all: a home is made either way.
 */
export async function takeSituation(call: Pick<Call, "ask" | "options" | "out" | "config" | "stdin">): Promise<Situation> {
  const file = call.options.text("answers");
  if (file !== undefined) return readPersonalDocument(file, Situation, call);
  return call.ask.isTerminal && !call.config.isYes ? askSituation(call) : {};
}

async function askSituation({ ask, out }: Pick<Call, "ask" | "out">): Promise<Situation> {
  out.note("Three questions, so that unlist starts the way that suits you. Enter leaves one open.");
  const said = async (question: string): Promise<boolean | undefined> => {
    const answer = (await ask.text(`${question} [y/n]`, "--answers FILE")).trim();
    return /^y(es)?$/i.test(answer) ? true : /^no?$/i.test(answer) ? false : undefined;
  };
  const isSafe = await said("Is this device safe from whoever you are careful of?");
  const isMine = await said("Do you have a mailbox that only you read?");
  const isWatched = await said("Does somebody keep an eye on what is listed about you?");
  return {
    ...(isSafe !== undefined && { device: isSafe ? "safe" : "unsafe" }),
    ...(isMine !== undefined && { mailbox: isMine ? "mine" : "read-by-others" }),
    ...(isWatched !== undefined && { listing: isWatched ? "watched" : "unwatched" }),
  };
}

/** What follows from the answers, said once. */
export function sayConsequences({ device, mailbox, listing }: Situation): string[] {
  return [
    ...(device === "unsafe" ? ["This home is quiet: no progress is shown, only results. Another device is safer if you can get at one; unlist help-now knows people who help with that."] : []),
    ...(mailbox === "read-by-others" ? ["No mail alias is asked for now. A new mailbox, opened on a safe device, makes more brokers possible: unlist mailbox add."] : []),
    ...(listing === "watched" ? ["Removals are spread over days, a few each day at uneven times, so that nothing goes quiet at once. removalsPerDay in the profile changes that."] : []),
  ];
}
