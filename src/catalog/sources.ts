import { placesIn, type SourceText } from "../base/strict-yaml.ts";
import type { Broker } from "./broker.ts";

/** Where each broker was read from, so that a fault found later can name its line. */
const SOURCES = new WeakMap<Broker, SourceText>();

export function rememberSource(broker: Broker, source: SourceText): Broker {
  SOURCES.set(broker, source);
  return broker;
}

export function sourceOfBroker(broker: Broker): SourceText | undefined {
  return SOURCES.get(broker);
}

/** The place of a part of a broker's file; its first line where the broker came from no file. */
export function placeInBroker(broker: Broker | undefined, slug: string, path: readonly PropertyKey[]): { file: string; line: number; column: number } {
  const source = broker && SOURCES.get(broker);
  return source ? { file: source.file, ...placesIn(source)(path, false) } : { file: `brokers/${slug}.yaml`, line: 1, column: 1 };
}
