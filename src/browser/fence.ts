import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Duplex } from "node:stream";
import type { Clock } from "../base/clock.ts";
import { isReading, mayReceive, refusalOf, type Reach } from "./allow-list.ts";
import { ArmedWindow } from "./armed-window.ts";
import type { Held, Refusal, SessionWish } from "./session.ts";
import { Tunnel } from "./tunnel.ts";
import type { WireLog } from "./wire-log.ts";

/** A hostile page can ask for hosts without end; the count of what is kept has one. */
const MAX_REFUSALS = 1_000;
/** How long a page may finish what it is asking before its tunnels are drained. */
const SETTLE_MS = 1_000;

export interface ArmWish {
  readonly hosts: readonly string[];
  readonly wire: WireLog;
  readonly clock: Clock;
}

/** What a context shows the proxy. The name is not the session's id: two attempts may share that. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export function newCredentials(): Credentials {
  return { username: randomBytes(9).toString("base64url"), password: randomBytes(24).toString("base64url") };
}

/** One session as the proxy knows it: who may connect, where to, and what has become of it. */
export class Fence {
  readonly credentials: Credentials;
  readonly #wish: SessionWish;
  readonly #refusals: Refusal[] = [];
  readonly #tunnels = new Set<Tunnel>();
  readonly #burnt = new Set<string>();
  #openChallenges = 0;
  readonly #holds = new Set<Held>();
  readonly #stays = new Set<Disposable>();
  #leavings = 0;
  #armed: ArmedWindow | undefined;

  constructor(wish: SessionWish, credentials: Credentials = newCredentials()) {
    this.#wish = wish;
    this.credentials = credentials;
  }

  get armed(): ArmedWindow | undefined {
    return this.#armed;
  }

  isPassword(given: string): boolean {
    const [mine, theirs] = [Buffer.from(this.credentials.password), Buffer.from(given)];
    return mine.length === theirs.length && timingSafeEqual(mine, theirs);
  }

  /** Why the host may not be reached now, or nothing when it may. */
  refusalOf(host: string): Refusal["reason"] | undefined {
    if (this.#burnt.has(host)) return "fuse";
    return this.#holds.size > 0 && this.#mayTakeForm(host) ? "held" : refusalOf(host, this.#reach());
  }

  mayUse(method: string, host: string): boolean {
    return isReading(method) || mayReceive(host, this.#reach());
  }

  /** Listed, but never to be sent anything, save while a challenge is solved. */
  readOnlyHosts(): readonly string[] {
    const { site, assets, challenge, mailLink } = this.#wish.hosts;
    return [...new Set([...assets, ...challenge, ...mailLink])].filter((host) => !site.includes(host));
  }

  isSite(host: string): boolean {
    return this.#wish.hosts.site.includes(host);
  }

  isChallenge(host: string): boolean {
    return this.#wish.hosts.challenge.includes(host) && !this.isSite(host);
  }

  refuse(host: string, reason: Refusal["reason"]): void {
    if (this.#refusals.length < MAX_REFUSALS) this.#refusals.push({ host, reason });
  }

  refusals(): readonly Refusal[] {
    return [...this.#refusals];
  }

  /** Known from its first moment on, so that a drain also reaches what is still being dialled. */
  openTunnel(host: string, socket: Duplex): Tunnel {
    const tunnel = new Tunnel(host, socket, () => this.#tunnels.delete(tunnel));
    if (this.#armed?.hosts.includes(host) === true) tunnel.watch = this.#armed;
    this.#tunnels.add(tunnel);
    return tunnel;
  }

  async withChallengeHosts<T>(work: () => Promise<T>): Promise<T> {
    this.#openChallenges += 1;
    try {
      return await work();
    } finally {
      this.#openChallenges -= 1;
      this.#closeTunnels((host) => this.refusalOf(host) !== undefined);
    }
  }

  /**
   * Nothing reaches a host that could take a form, over no connection, old or new, while a person works in the page: what
   * is sent is sent by the step after, with its intent on disk.
   */
  hold(): Held {
    if (this.#armed) throw new Error("a session is not held while it is armed");
    const before = this.#leavings;
    const held: Held = { leavings: () => this.#leavings - before, [Symbol.dispose]: () => void this.#holds.delete(held) };
    this.#holds.add(held);
    this.#closeTunnels((host) => this.refusalOf(host) !== undefined);
    return held;
  }

  stay(): Disposable {
    const stay: Disposable = { [Symbol.dispose]: () => void this.#stays.delete(stay) };
    this.#stays.add(stay);
    return stay;
  }

  /** Whether a page may be left for this host, as a form's sending would. */
  mayLeaveFor(host: string): boolean {
    return this.#stays.size === 0 || !this.#mayTakeForm(host);
  }

  leaving(): void {
    this.#leavings += 1;
  }

  /** Where a form could go: the site, and what a mail's link opens. */
  formHosts(): readonly string[] {
    const { site, mailLink } = this.#wish.hosts;
    return [...new Set([...site, ...mailLink])];
  }

  /** Drain, then arm (RELIABILITY: the irreversible step). The other order would blow its own fuse. */
  async arm(intent: string, { hosts, wire, clock }: ArmWish): Promise<ArmedWindow> {
    await wire.record(intent, "armed");
    await this.settled(hosts, clock);
    // No await between these two: a tunnel either is closed by the drain or is opened under the fuse.
    this.drain(hosts);
    return this.light(intent, { hosts, wire });
  }

  /** Closes what is open to these hosts, so that the next request goes over a connection that has carried none. */
  drain(hosts: readonly string[]): void {
    this.#closeTunnels((host) => hosts.includes(host));
  }

  /** From here on a request that ends without an answer closes its host, before the browser can send it again. */
  light(intent: string, { hosts, wire }: Omit<ArmWish, "clock">): ArmedWindow {
    if (this.#armed) throw new Error("a session is armed for one step at a time");
    const window = new ArmedWindow({ intent, hosts, wire, burn: (burnt) => this.#burn(burnt), onOver: () => this.#disarm() });
    for (const tunnel of this.#tunnels) if (hosts.includes(tunnel.host)) tunnel.watch = window;
    this.#armed = window;
    this.#stays.clear();
    this.#holds.clear(); // from the hold to the fuse without a moment between them in which the page could send unseen
    return window;
  }

  /** Resolves when nothing is asked of these hosts that has not been answered, or when that takes too long. */
  async settled(hosts: readonly string[], clock: Clock): Promise<void> {
    const busy = [...this.#tunnels].filter((tunnel) => tunnel.isUnanswered && hosts.includes(tunnel.host));
    if (busy.length === 0) return;
    const giveUp = new AbortController();
    const late = clock.sleep(SETTLE_MS, giveUp.signal).catch(() => undefined); // aborted: they settled in time
    await Promise.race([Promise.all(busy.map((tunnel) => tunnel.settled())), late]);
    giveUp.abort();
  }

  close(): void {
    this.#closeTunnels(() => true);
  }

  #burn(hosts: readonly string[]): void {
    for (const host of hosts) this.#burnt.add(host);
    this.#closeTunnels((host) => this.#burnt.has(host));
  }

  #disarm(): void {
    this.#armed = undefined;
    // One that is still unanswered stays watched: its drop after this must not be followed by a second request either.
    for (const tunnel of this.#tunnels) if (!tunnel.isUnanswered) tunnel.watch = undefined;
  }

  #closeTunnels(isMeant: (host: string) => boolean): void {
    for (const tunnel of [...this.#tunnels]) if (isMeant(tunnel.host)) tunnel.destroy();
  }

  #mayTakeForm(host: string): boolean {
    return this.formHosts().includes(host);
  }

  #reach(): Reach {
    return { hosts: this.#wish.hosts, phase: this.#wish.phase, isChallengeOpen: this.#openChallenges > 0 };
  }
}
