import type { CompletionWords, Values } from "./words.ts";

/** For bash 3.2 and later, which macOS still has: no associative arrays. */
export function bashCompletion({ commands, optionValues }: CompletionWords): string {
  return `# unlist completion bash >> ~/.bashrc
_unlist_brokers() { unlist brokers list --names 2>/dev/null; }
_unlist_subjects() { unlist subject list --quiet 2>/dev/null | grep -xE '[0-9a-z]{4,40}'; }
_unlist() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at="" words="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${at:+$at }\${COMP_WORDS[i]}" in
      ${commands.map(({ at }) => at).filter(Boolean).map((at) => `"${at}"`).join("|")}) at="\${at:+$at }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$prev" in
${[...optionValues].map(([option, values]) => `    ${option}) COMPREPLY=(${reply(values)}); return ;;`).join("\n")}
  esac
  case "$at" in
${commands.map(({ at, words, operands }) => `    "${at}") words="${words.join(" ")}"${operandsOf(operands)} ;;`).join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _unlist unlist
`;
}

function reply(values: Values): string {
  if (values === "files") return `$(compgen -f -- "$cur")`;
  return `$(compgen -W "${typeof values === "string" ? `$(_unlist_${values})` : values.join(" ")}" -- "$cur")`;
}

/** Asked for only where no option is being typed: the catalog is read for it. */
function operandsOf(values: Values): string {
  return values === "brokers" || values === "subjects" ? `; [[ "$cur" == -* ]] || words="$(_unlist_${values})"` : "";
}
