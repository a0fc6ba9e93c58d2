import { UsageError } from "../base/errors.ts";

export interface Windowed {
  /** What opens the window. */
  readonly what: string;
  /** What to do without one. */
  readonly hint: string;
}

/** A window needs somewhere to be. Chromium's own words about that are a page long. */
export function requireDisplay({ what, hint }: Windowed, platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): void {
  if (platform !== "linux" || env["DISPLAY"] || env["WAYLAND_DISPLAY"]) return;
  throw new UsageError(`${what} opens a window, and this session has no display`, { hint });
}
