import type { AppendFile, Files, FixedFile } from "../../../src/base/files.ts";
import { failure } from "./memory-files.ts";

/** The end of a process that is only played: from here on no call of its ports has an effect. */
export class KilledError extends Error {
  override readonly name = "KilledError";

  constructor() {
    super("KilledError");
  }
}

/** A disk that takes so many writes more, and then none. */
export function fullDisk(files: Files, writesLeft = Infinity): Files {
  let left = writesLeft;
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left < 0) throw failure("ENOSPC", "no space left on device");
    return work();
  };
  const appending = (file: AppendFile): AppendFile => ({ ...file, append: (bytes) => write(() => file.append(bytes)) });
  const fixed = (file: FixedFile): FixedFile => ({ ...file, writeAt: (offset, bytes) => write(() => file.writeAt(offset, bytes)) });
  return {
    read: (path) => files.read(path),
    list: (path) => files.list(path),
    makeDir: (path) => files.makeDir(path),
    replace: (path, bytes) => write(() => files.replace(path, bytes)),
    create: (path, bytes) => write(() => files.create(path, bytes)),
    openAppend: async (path) => appending(await files.openAppend(path)),
    openFixed: async (path) => fixed(await files.openFixed(path)),
    remove: (path) => files.remove(path),
    removeDir: (path) => files.removeDir(path),
  };
}
