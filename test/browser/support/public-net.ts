import { dialDirectly, type Dial } from "../../../src/browser/dial.ts";
import type { Resolver } from "../../../src/browser/resolve.ts";

/**
 * A public internet of this machine's own: each name gets a public address, and dialling it leads to a port of 127.0.0.1. So
 * the proxy does what it does in earnest (resolve, check, pass the site's own TLS on), and nothing leaves the machine.
 */
export class PublicNet {
  readonly #ports = new Map<string, number>();
  readonly #names = new Map<string, string>();

  /** Says where a name leads to, from now on. */
  publish(host: string, port: number): void {
    const at = this.#names.get(host) ?? `93.184.${Math.floor(this.#names.size / 250)}.${1 + (this.#names.size % 250)}`;
    this.#names.set(host, at);
    this.#ports.set(at, port);
  }

  readonly resolver: Resolver = async (host) => {
    const address = this.#names.get(host);
    return address === undefined ? [] : [address];
  };

  readonly dial: Dial = (address) => dialDirectly("127.0.0.1", this.#ports.get(address) ?? 1);
}
