import { ExitCode, UsageError } from "../../base/errors.ts";
import type { Call } from "../call.ts";
import { CARDS } from "../cards/index.ts";
import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { completionWords, type CompletionWords } from "../completion/words.ts";
import { zshCompletion } from "../completion/zsh.ts";
import { GLOBAL_OPTIONS } from "../global-options.ts";

const SHELLS: ReadonlyMap<string, (words: CompletionWords) => string> = new Map([
  ["bash", bashCompletion],
  ["zsh", zshCompletion],
  ["fish", fishCompletion],
]);

export async function completionCommand({ args, out }: Call): Promise<ExitCode> {
  const write = SHELLS.get(args[0] ?? "");
  if (!write) throw new UsageError("no completion is known for that shell", { hint: [...SHELLS.keys()].join(", ") });
  const script = write(completionWords(CARDS, GLOBAL_OPTIONS));
  out.result({ shell: args[0], script }, [script.trimEnd()]);
  return ExitCode.done;
}
