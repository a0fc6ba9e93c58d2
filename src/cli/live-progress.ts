import type { Rooms } from "../run/rooms.ts";
import type { Call } from "./call.ts";
import { openProgress } from "./progress.ts";

const DOING = { scan: "looking", submit: "asking", confirm: "reading their mail" } as const;

/** A run's progress on stderr: a live line per broker on a terminal, plain lines in a pipe. */
export function liveProgress({ stderr, config }: Pick<Call, "stderr" | "config">): Rooms["progress"] & { close(): void } {
  const lines = openProgress(stderr, config.isQuiet);
  return {
    started: (task) => lines.show(task.broker, DOING[task.kind]),
    ended: (task, words) => lines.settle(task.broker, words),
    close: () => lines.close(),
  };
}
