import { startLabHere } from "./start-lab.ts";

/**
 * The lab's own process: prints one line of JSON that says where everything is, and lives until its parent lets go of its
 * stdin (which also happens when the parent is killed) or it is told to stop.
 *
 * argv: the instant of day 0, if it is to be another than the usual one.
 */
const lab = await startLabHere(process.argv[2]);

let isEnding = false;
function end(): void {
  if (isEnding) return;
  isEnding = true;
  lab[Symbol.asyncDispose]().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}

process.stdin.on("end", end).on("close", end).on("error", end).resume();
process.once("SIGTERM", end).on("SIGINT", stayForTheParent);
// Last, since whoever reads it may send a signal at once.
process.stdout.write(`${JSON.stringify(lab.announcement)}\n`);

function stayForTheParent(): void {
  // Ctrl-C reaches the whole group: the parent finishes its step with the lab still there, then lets go of our stdin.
}
