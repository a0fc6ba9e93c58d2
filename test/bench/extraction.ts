import { chromium } from "playwright";
import { findBrowser } from "../../src/browser/find-browser.ts";
import { teach } from "../../src/browser/question.ts";
import { Extract } from "../../src/catalog/extract.ts";
import { readListings } from "../../src/playbook/extract/read-listings.ts";
import { QUESTIONS } from "../../src/playbook/questions.ts";
import { interleave, median, type Figure } from "./figures.ts";

const ROWS = 200;
const ROUNDS = 41;

const EXTRACT = Extract.parse({
  each: "article.card",
  fields: { name: "h2", age: ".age", address: ".lives", phones: ".phone", relatives: ".kin", aliases: ".aka", url: "h2 a", id: { at: "h2 a", attribute: "data-id" } },
});

/** 200 rows of 8 fields: what a playbook makes of them, cleaned and all, against the texts that a person's own `evaluate` would bring. */
export async function measureExtraction(): Promise<Figure[]> {
  await teach(QUESTIONS);
  const browser = await chromium.launch({ executablePath: findBrowser({}).path, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const page = await browser.newPage();
    await page.setContent(pageOf(ROWS));
    const rounds = await interleave(ROUNDS, { byHand: () => expectRows(page.evaluate<unknown[]>(BY_HAND)), product: () => expectRows(readListings(page, EXTRACT)) });
    const warm = rounds.slice(5);
    const at = (name: "byHand" | "product"): string => `${median(warm.map((round) => round[name])).toFixed(1)} ms`;
    return [{ what: `extraction of ${ROWS} rows × 8 fields`, value: median(warm.map((round) => round.product / round.byHand)), unit: "×", wanted: { atMost: 1.3 }, beside: `${at("product")} against ${at("byHand")} of a hand-written evaluate` }];
  } finally {
    await browser.close();
  }
}

async function expectRows(read: Promise<readonly unknown[]>): Promise<void> {
  const { length } = await read;
  if (length !== ROWS) throw new Error(`${length} rows were read instead of ${ROWS}`);
}

/** As somebody writes it for one broker: no cleaning, and no look at what can be seen. */
const BY_HAND = `[...document.querySelectorAll("article.card")].map((row) => {
  const text = (css) => row.querySelector(css)?.innerText ?? "";
  const link = row.querySelector("h2 a");
  return { name: text("h2"), age: text(".age"), address: text(".lives"), phones: text(".phone"), relatives: text(".kin"), aliases: text(".aka"), url: link?.href ?? "", id: link?.dataset.id ?? "" };
})`;

function pageOf(count: number): string {
  const row = (i: number): string => `<article class="card"><h2><a href="https://www.bench-broker.example/p/${i}" data-id="n${i}">Jane Q. Roe${"e".repeat(i % 4)}</a></h2><p class="age">Age: ${20 + (i % 70)}</p>
<p class="lives">${i + 1} Elm St, Austin, TX 78701</p><p class="phone">(512) 555-0${100 + i}</p><p class="kin">Related to: Ann Roe, Bob Roe</p><p class="aka">AKA: Janie Roe</p></article>`;
  return `<!doctype html><style>.card { border: 1px solid #ccc; padding: 1rem; margin: 1rem 0 }</style><main>${Array.from({ length: count }, (_, i) => row(i)).join("\n")}</main>`;
}
