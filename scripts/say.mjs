import { spawn } from "node:child_process";
import { constants } from "node:os";

/** What the set-up says goes to stderr, one line each: stdout belongs to the results. */
export function say(line) {
  process.stderr.write(`unlist: ${line}\n`);
}

/** A step that could not be done, and what mends it. */
export class SetupError extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/** Runs a set-up; what it could not do is said with what mends it, and ends the process with exit code 1. */
export async function settingUp(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    say(`what mends it: ${error.remedy}`);
    process.exit(1);
  }
}

/**
 * Runs a command and resolves with its exit code; 128 + the signal's number when a signal ended it, 127 when it could
 * not be started. What a set-up step prints goes to stderr unless told otherwise.
 */
export function run(command, args, { cwd, env = process.env, stdout = 2, stderr = "inherit", timeoutMs, isShell = false } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ["inherit", stdout, stderr], shell: isShell, timeout: timeoutMs });
  const release = passSignals(child);
  return new Promise((resolve) => {
    child.once("error", () => resolve(127));
    child.once("exit", (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  }).finally(release);
}

function passSignals(child) {
  // From a terminal Ctrl-C reaches the whole group, so the child has it already; ours only has to outlive it.
  const pass = (signal) => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  return () => signals.forEach((signal) => process.off(signal, pass));
}
