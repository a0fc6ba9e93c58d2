import { createInterface } from "node:readline";
import { systemClock } from "../../../src/base/clock.ts";
import { BusyError } from "../../../src/base/errors.ts";
import { takeLock } from "../../../src/vault/lock.ts";

/** Takes the lock when told "go", says what came of it, and keeps it until told "end". */
const home = process.argv[2] ?? "";
process.stdout.write("ready\n");

for await (const word of createInterface({ input: process.stdin })) {
  if (word === "end") process.exit(0);
  process.stdout.write(`${await attempt()}\n`);
}

async function attempt(): Promise<string> {
  try {
    const { holder } = await takeLock(home, { clock: systemClock, command: "run" });
    return `won ${holder.pid}`;
  } catch (error) {
    if (error instanceof BusyError) return `busy ${error.message}`;
    throw error;
  }
}
