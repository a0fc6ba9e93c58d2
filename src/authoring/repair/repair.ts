import type { Page } from "playwright";
import { InvalidFileError } from "../../base/errors.ts";
import { loadPlaybook } from "../../catalog/load.ts";
import { findDrift, type Finding } from "./find-drift.ts";
import { rewrite, type Replacement } from "./rewrite.ts";
import { segmentsOf, type Segment } from "./uses.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** Shows one page, and lends it to be read. */
export interface PageSource {
  /** As it was named, or its address. */
  readonly name: string;
  show<T>(work: (page: Page) => Promise<T>): Promise<T>;
}

export interface Repair {
  /** Locators that the pages still have. */
  readonly intact: number;
  readonly broken: readonly { readonly finding: Finding; readonly page: string }[];
  /** Stages whose page was not among those shown. */
  readonly unseen: readonly Segment[];
  readonly text: string;
  readonly diff: string;
}

/** Sure enough to be written into the diff; what is less sure is only told. */
const WORTH_WRITING = 0.5;

/** Compares a playbook with pages as they are now, and writes what is gone anew. The file itself is the caller's. */
export async function repair({ file, text }: { file: string; text: string }, pages: readonly PageSource[]): Promise<Repair> {
  const segments = segmentsOf(loadPlaybook({ file, text }).playbook);
  const looks: { page: string; segment: Segment; findings: Finding[] }[] = [];
  for (const page of pages) {
    const found = await page.show(async (open) => {
      const perSegment: { segment: Segment; findings: Finding[] }[] = [];
      for (const segment of segments) perSegment.push({ segment, findings: await findDrift(open, segment) });
      return perSegment;
    });
    looks.push(...found.map((one) => ({ page: page.name, ...one })));
  }
  const seen = segments.map((segment) => ({ segment, look: bestLook(looks.filter((look) => look.segment === segment)) }));
  const findings = seen.flatMap(({ look }) => (look ? look.findings.map((finding) => ({ finding, page: look.page })) : []));
  const broken = findings.filter(({ finding }) => !finding.isIntact);
  const written = rewriteSafely({ file, text }, broken.map(({ finding }) => finding));
  return { intact: findings.length - broken.length, broken, unseen: seen.filter(({ look }) => !look).map(({ segment }) => segment), text: written, diff: unifiedDiff(file, text, written) };
}

/** The page on which most of a segment stands, or could stand; a page with nothing of it is another page. */
function bestLook<L extends { findings: readonly Finding[] }>(looks: readonly L[]): L | undefined {
  const ranked = looks.map((look) => ({ look, standing: look.findings.reduce((sum, finding) => sum + standingOf(finding), 0) })).toSorted((a, b) => b.standing - a.standing);
  return ranked[0] && ranked[0].standing >= 0.5 ? ranked[0].look : undefined;
}

function standingOf({ isIntact, candidate, use }: Finding): number {
  if (isIntact) return use.kind === "sign" ? 0.5 : 1;
  return candidate && use.kind === "control" ? candidate.confidence / 2 : 0;
}

/** Two steps that would come to name the same control are left as they are: one of them is wrong. */
function rewriteSafely(source: { file: string; text: string }, findings: readonly Finding[]): string {
  const sure = findings.flatMap(({ use, candidate }): Replacement[] => (candidate && candidate.confidence >= WORTH_WRITING ? [{ use, locator: candidate.locator }] : []));
  const single = sure.filter(({ locator, use }) => !sure.some((other) => other.use !== use && other.locator === locator && other.use.kind === "control" && use.kind === "control"));
  const text = rewrite(source.text, single);
  try {
    loadPlaybook({ file: source.file, text });
    return text;
  } catch (error) {
    if (!(error instanceof InvalidFileError)) throw error;
    return source.text; // a repair that breaks the file is none
  }
}
