import type { Page, Locator } from "playwright";
import type { Hosts } from "../catalog/playbook.ts";

/** Opens fenced pages: every byte of a session goes through the proxy, and only to the hosts it was opened for. */
export interface Browsers extends AsyncDisposable {
  open(wish: SessionWish, signal: AbortSignal): Promise<Session>;
}

export interface SessionWish {
  /** Names the session in logs and proxy records; no personal value. */
  readonly id: string;
  readonly hosts: Hosts;
  /** `mailLink` hosts are open in the confirm phase only. */
  readonly phase: "scan" | "optOut" | "confirm";
}

/** One task's own context and page. Closing it closes both and takes its credentials back. */
export interface Session extends AsyncDisposable {
  readonly page: Page;
  /** HTTP status of the last main-frame document, or undefined before the first. */
  readonly status: number | undefined;
  /** `Retry-After` of that document in ms from now, as sent (seconds or date), uncapped. */
  readonly retryAfterMs: number | undefined;
  /** Runs `work` with the playbook's `challenge` hosts open. */
  withChallengeHosts<T>(work: () => Promise<T>): Promise<T>;
  /** Closes the way to the hosts that a form could be sent to, from when a person works in the page until the step is armed, or this is disposed. */
  hold(): Promise<Held>;
  /** Until this is disposed, or a step is armed, the page is not left for a host that a form could be sent to. Beside the proxy: inside the browser only. */
  stay(): Disposable;
  /** Readies the proxy for the irreversible step: drain the hosts' idle tunnels, then arm the fuse. Dispose to disarm. */
  arm(intent: string, hosts: readonly string[]): Promise<Armed>;
  /** A picture of the page with all text, fields and images blank except what `keep` names. PNG. */
  capture(keep?: Locator): Promise<Buffer>;
  /** What the fence refused so far, for the reason given to a person. */
  refusals(): readonly Refusal[];
}

export interface Held extends Disposable {
  /** How often the page tried to leave for those hosts: somebody pressed the form's button. */
  leavings(): number;
}

export interface Armed extends AsyncDisposable {
  /** True once a byte of the armed hosts' traffic has been (or may have been) forwarded. */
  hasSent(): boolean;
  /** The fuse blew: the upstream ended without a byte after the client's last one. */
  isBlown(): boolean;
}

export interface Refusal {
  readonly host: string;
  readonly reason: "not-listed" | "private-address" | "plain-http" | "fuse" | "phase" | "method" | "unresolved" | "held";
}

/** What the proxy wrote to disk about an intent, read again after a crash. "unknown" proves nothing: the record may be gone. */
export type WireRecord = "unknown" | "never-armed" | "no-byte" | "sent";

/** The record from the side of whoever crosses. */
export interface Wire {
  /** On the disk before the intent is. From then on a record that does not name the intent has been lost. */
  announce(intent: string): Promise<void>;
  read(intent: string): Promise<WireRecord>;
}
