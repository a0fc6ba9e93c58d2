import { errorCode } from "./files.ts";

export interface DiskTrouble {
  /** What the disk says no to, as half a sentence. */
  readonly what: string;
  /** What the person can do about it. */
  readonly hint: string;
}

/** What a disk refuses is no fault of ours, and there is something to do about it. Its own message would name a path. */
const SAYS: Readonly<Record<string, DiskTrouble>> = {
  ENOSPC: { what: "the disk is full", hint: "free some space, then run it again" },
  EDQUOT: { what: "your share of the disk is full", hint: "free some space, then run it again" },
  EROFS: { what: "the disk is read-only", hint: "mount it writable, or choose another folder with --home" },
  EACCES: { what: "a file or folder may not be written or read by you", hint: "unlist doctor looks at the home's owner and modes" },
  EIO: { what: "the disk failed to read or write", hint: "look at the disk, then unlist ledger verify" },
};

export function diskTrouble(error: unknown): DiskTrouble | undefined {
  return SAYS[errorCode(error) ?? ""];
}
