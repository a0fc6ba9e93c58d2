/** How a job comes into a system's scheduler and out of it again, as data: `install.ts` does it, `--print` shows it. */
export interface Installation {
  readonly kind: ScheduleKind;
  readonly files: readonly UnitFile[];
  /** Lines of the user's table, for cron; marked, so that they are found again. */
  readonly table?: readonly string[];
  readonly enable: readonly Argv[];
  readonly disable: readonly Argv[];
  /** Ends with 0 where the scheduler knows the job and means to start it. */
  readonly ask: Argv;
}

export interface UnitFile {
  readonly path: string;
  readonly text: string;
  /** Windows' own tool takes no other for its XML. */
  readonly encoding?: "utf16le";
}

export type Argv = readonly [program: string, ...args: string[]];

export const SCHEDULE_KINDS = ["systemd", "launchd", "cron", "schtasks"] as const;
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

/** Folders and ids that only the running system knows. */
export interface Places {
  /** The user's folder of settings (XDG). */
  readonly configDir: string;
  readonly home: string;
  readonly uid: number;
}
