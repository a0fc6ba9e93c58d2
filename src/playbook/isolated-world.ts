import type { CDPSession, Page } from "playwright";
import type { z } from "zod";
import { PlaybookError } from "../base/errors.ts";

/**
 * Runs `work` in a world of its own beside the page's scripts: same document, other globals, so a page that patches
 * `Array.prototype` or `querySelector` (some old libraries do) changes nothing for us. One evaluation per call.
 * `work` is sent as text: it may use nothing but its argument and the document.
 */
export async function evaluateApart<Input, Result>(page: Page, work: (input: Input) => Result, input: Input, schema: z.ZodType<Result>): Promise<Result> {
  const wire = await wireOf(page);
  const { frameTree } = await wire.send("Page.getFrameTree");
  const { executionContextId } = await wire.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "unlist" });
  const { result, exceptionDetails } = await wire.send("Runtime.callFunctionOn", {
    functionDeclaration: work.toString(),
    executionContextId,
    arguments: [{ value: input }],
    returnByValue: true,
  });
  // The page's own words stay out of the message.
  if (exceptionDetails) throw new PlaybookError("a locator can't be followed on the page", { hint: "extract takes plain CSS or XPath" });
  return schema.parse(result.value);
}

const wires = new WeakMap<Page, Promise<CDPSession>>();

/** One line to each page: making one costs more than what is asked over it. It ends with the page. */
function wireOf(page: Page): Promise<CDPSession> {
  const known = wires.get(page) ?? page.context().newCDPSession(page);
  wires.set(page, known);
  return known;
}
