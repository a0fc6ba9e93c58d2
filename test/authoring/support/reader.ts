import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/base/clock.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { draftAll, type Drafted } from "../../../src/authoring/draft/draft-all.ts";
import type { Draft } from "../../../src/authoring/draft/draft.ts";
import { never, startRig, type Rig } from "../../browser/support/browsers.ts";
import type { BrowsersOptions } from "../../../src/browser/browsers.ts";

/** A fenced browser and a folder, to read pages in. */
export class Reader implements AsyncDisposable {
  readonly rig: Rig;
  readonly folder: string;
  #count = 0;

  private constructor(rig: Rig, folder: string) {
    this.rig = rig;
    this.folder = folder;
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

  async draft(html: string): Promise<Draft> {
    const [drafted] = await this.draftAll([await this.save(html)]);
    if (!drafted?.draft) throw new Error(drafted?.fault ?? "nothing was drafted");
    return drafted.draft;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.rig[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true });
  }
}

/** `name` attribute → field, as drafted. */
export function fieldsByName(draft: Draft): Map<string, string | null> {
  return new Map(draft.controls.map(({ css, field }) => [/\[name="(.*)"\]$/.exec(css)?.[1]?.replace(/\\(.)/g, "$1") ?? css, field]));
}
