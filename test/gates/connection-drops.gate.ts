import { ResendBench } from "../browser/support/resend/bench.ts";
import { resendCases, type ResendCase, type ResendResult } from "../browser/support/resend/matrix.ts";
import type { Gate } from "./support/gate.ts";

const DROPS = { quick: 56, full: 504 } as const;

/** One intent each, spread evenly over what a site speaks, how the page sends, and how the site lets it down. */
export const gate: Gate = {
  name: "connection-drops",
  limit: "at most 1 POST per intent in 500 drops, the rest in doubt; each 303 seen",
  async run(scale) {
    const rows = await measure(DROPS[scale], "both");
    const seen = rows.filter(([, { isSeen }]) => isSeen).length;
    const doubted = rows.filter(([, { isSeen, wire }]) => !isSeen && wire === "sent").length;
    return { figure: `${rows.filter(isTwice).length} of ${rows.length} sent twice, ${seen} seen behind a 303, ${doubted} in doubt`, ok: rows.length === DROPS[scale] && rows.every(isRight) };
  },
  /** The same drops with nothing around them. */
  async control() {
    const rows = await measure(resendCases(["none"]).length, "none");
    return rows.some(isTwice) ? "caught" : "missed";
  },
};

type Row = readonly [ResendCase, ResendResult];

async function measure(count: number, guard: ResendCase["guard"]): Promise<Row[]> {
  const matrix = resendCases([guard]);
  const cases = Array.from({ length: count }, (_, at) => matrix[at % matrix.length]).filter((one) => one !== undefined);
  await using bench = await ResendBench.open();
  const results = await bench.runAll(cases);
  return cases.flatMap((one, at): Row[] => (results[at] ? [[one, results[at]]] : []));
}

function isTwice([, { posts }]: Row): boolean {
  return posts > 1;
}

function isRight([{ fault }, { posts, isSeen, wire }]: Row): boolean {
  return posts === 1 && wire === "sent" && isSeen === (fault === "303-close");
}
