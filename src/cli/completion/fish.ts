import type { CompletionWords, Values } from "./words.ts";

export function fishCompletion({ commands, optionValues }: CompletionWords): string {
  return `# unlist completion fish > ~/.config/fish/completions/unlist.fish
function __unlist_brokers; unlist brokers list --names 2>/dev/null; end
function __unlist_subjects; unlist subject list --quiet 2>/dev/null | string match -r '^[0-9a-z]{4,40}$'; end
function __unlist_at
  set -l at ''
  for word in (commandline -opc)[2..]
    set -l next (string trim "$at $word")
    contains -- $next ${commands.map(({ at }) => at).filter(Boolean).map((at) => `'${at}'`).join(" ")}; and set at $next
  end
  test "$at" = "$argv[1]"
end
complete -c unlist -f
${commands.flatMap(linesOf).join("\n")}
${[...optionValues].map(([option, values]) => `complete -c unlist -l ${option.slice(2)} ${offer(values)}`).join("\n")}
`;

  function linesOf({ at, words, operands }: CompletionWords["commands"][number]): string[] {
    const options = words.filter((word) => word.startsWith("--") && !optionValues.has(word));
    const next = words.filter((word) => !word.startsWith("-"));
    const here = `complete -c unlist -n "__unlist_at '${at}'"`;
    return [
      ...(next.length > 0 ? [`${here} -a '${next.join(" ")}'`] : []),
      ...options.map((option) => `${here} -l ${option.slice(2)}`),
      ...(operands === "brokers" || operands === "subjects" ? [`${here} -a '(__unlist_${operands})'`] : []),
    ];
  }
}

function offer(values: Values): string {
  if (values === "files") return "-r -F";
  return `-x -a '${typeof values === "string" ? `(__unlist_${values})` : values.join(" ")}'`;
}
