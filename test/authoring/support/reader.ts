import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/base/clock.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { draftAll, type Drafted } from "../../../src/authoring/draft/draft-all.ts";
import { draftOf, type Draft } from "../../../src/authoring/draft/draft.ts";
import { SavedPages } from "../../../src/authoring/page/saved-pages.ts";
import { never, startRig, type Rig } from "../../browser/support/browsers.ts";
import type { BrowsersOptions } from "../../../src/browser/browsers.ts";

/** A fenced browser and a folder, to read pages in. */
export class Reader implements AsyncDisposable {
  readonly rig: Rig;
  readonly folder: string;
  readonly #pages: SavedPages;
  #count = 0;

  private constructor(rig: Rig, folder: string) {
    this.rig = rig;
    this.folder = folder;
    this.#pages = new SavedPages({ browsers: rig.browsers, clock: systemClock, signal: never });
  }

  static async open(options: Partial<BrowsersOptions> = {}): Promise<Reader> {
    return new Reader(await startRig(options), await mkdtemp(join(tmpdir(), "unlist-author-")));
  }

  async save(html: string): Promise<string> {
    const path = join(this.folder, `page-${(this.#count += 1)}.html`);
    await writeFile(path, html);
    return path;
  }

  async draftAll(names: readonly string[]): Promise<Drafted[]> {
    return draftAll(names, { browsers: this.rig.browsers, files: nodeFiles, clock: systemClock, signal: never, patienceMs: 5_000, concurrency: 2, onDone: () => undefined });
  }

  /** One page after another in the same context, as the files of one call are. */
  draft(html: string): Promise<Draft> {
    return this.#pages.show(Buffer.from(html), draftOf);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pages[Symbol.asyncDispose]();
    await this.rig[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true });
  }
}

/** `name` attribute → field, as drafted. */
export function fieldsByName(draft: Draft): Map<string, string | null> {
  return new Map(draft.controls.map(({ css, field }) => [/\[name="(.*)"\]$/.exec(css)?.[1]?.replace(/\\(.)/g, "$1") ?? css, field]));
}
