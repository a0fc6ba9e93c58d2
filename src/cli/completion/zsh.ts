import type { CompletionWords, Values } from "./words.ts";

export function zshCompletion({ commands, optionValues }: CompletionWords): string {
  return `#compdef unlist
# unlist completion zsh > "\${fpath[1]}/_unlist"
_unlist_brokers() { compadd -- \${(f)"$(unlist brokers list --names 2>/dev/null)"} }
_unlist_subjects() { compadd -- \${(f)"$(unlist subject list --quiet 2>/dev/null | grep -xE '[0-9a-z]{4,40}')"} }
_unlist() {
  local at="" i
  for ((i = 2; i < CURRENT; i++)); do
    case "\${at:+$at }\${words[i]}" in
      (${commands.map(({ at }) => at).filter(Boolean).map((at) => `"${at}"`).join("|")}) at="\${at:+$at }\${words[i]}" ;;
    esac
  done
  case "\${words[CURRENT-1]}" in
${[...optionValues].map(([option, values]) => `    (${option}) ${offer(values)}; return ;;`).join("\n")}
  esac
  case "$at" in
${commands.map(({ at, words, operands }) => `    ("${at}") ${operandsOf(operands)}compadd -- ${words.join(" ")} ;;`).join("\n")}
  esac
}
if [[ "$funcstack[1]" == _unlist ]]; then _unlist; else compdef _unlist unlist; fi
`;
}

function offer(values: Values): string {
  if (values === "files") return "_files";
  if (typeof values === "string") return `_unlist_${values}`;
  return values.length === 0 ? ":" : `compadd -- ${values.join(" ")}`;
}

function operandsOf(values: Values): string {
  return values === "brokers" || values === "subjects" ? `[[ "$PREFIX" == -* ]] || { _unlist_${values}; return }; ` : values === "files" ? "_files; " : "";
}
