import { open } from "node:fs/promises";
import { nodeFiles, type AppendFile, type Files, type FixedFile } from "../../../src/base/files.ts";

/** How the n-th call fails: before it does anything, or with half of its bytes written (a full disk). */
export type Failure = "nothing" | "half";

/** The real disk, until the n-th call that writes. */
export class FailingFiles {
  readonly files: Files;
  calls = 0;
  readonly #failAt: number;
  readonly #failure: Failure;

  constructor(failAt: number, failure: Failure = "nothing") {
    this.#failAt = failAt;
    this.#failure = failure;
    this.files = {
      ...nodeFiles,
      replace: (path, bytes) => this.#call(() => nodeFiles.replace(path, bytes)),
      create: (path, bytes) => this.#call(() => nodeFiles.create(path, bytes), () => writeHalf(path, bytes)),
      makeDir: (path) => this.#call(() => nodeFiles.makeDir(path)),
      remove: (path) => this.#call(() => nodeFiles.remove(path)),
      openAppend: (path) => this.#call(async () => this.#appending(await nodeFiles.openAppend(path), path)),
      openFixed: (path) => this.#call(async () => this.#fixed(await nodeFiles.openFixed(path), path)),
    };
  }

  #appending(file: AppendFile, path: string): AppendFile {
    return {
      append: (bytes) => this.#call(() => file.append(bytes), () => writeHalf(path, bytes)),
      truncate: (length) => this.#call(() => file.truncate(length)),
      close: () => file.close(),
    };
  }

  #fixed(file: FixedFile, path: string): FixedFile {
    return {
      writeAt: (offset, bytes) => this.#call(() => file.writeAt(offset, bytes), () => writeHalf(path, bytes, offset)),
      close: () => file.close(),
    };
  }

  async #call<T>(work: () => Promise<T>, half?: () => Promise<void>): Promise<T> {
    this.calls += 1;
    if (this.calls !== this.#failAt) return work();
    if (this.#failure === "half") await half?.();
    throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
  }
}

async function writeHalf(path: string, bytes: Uint8Array | string, offset?: number): Promise<void> {
  const whole = Buffer.from(bytes);
  const file = await open(path, offset === undefined ? "a" : "r+");
  await file.write(whole, 0, Math.floor(whole.length / 2), offset);
  await file.close();
}
