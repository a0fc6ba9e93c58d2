/** A host is one visitor's at a time: two families that share one don't meet it together. */
export class HostLeases {
  readonly #taken = new Set<string>();
  #waiting: (() => void)[] = [];

  /** Resolves when all of the hosts are free, and takes all or none, so that two visitors never wait for each other. */
  async take(hosts: readonly string[], signal?: AbortSignal): Promise<Disposable> {
    const wake = (): void => this.#wake();
    signal?.addEventListener("abort", wake);
    try {
      while (hosts.some((host) => this.#taken.has(host))) {
        signal?.throwIfAborted();
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
      signal?.throwIfAborted();
    } finally {
      signal?.removeEventListener("abort", wake);
    }
    for (const host of hosts) this.#taken.add(host);
    return { [Symbol.dispose]: () => this.#release(hosts) };
  }

  #release(hosts: readonly string[]): void {
    for (const host of hosts) this.#taken.delete(host);
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
