/** Options of every command. */
export const GLOBAL_OPTIONS: readonly (readonly [flags: string, words: string])[] = [
  ["--home <dir>", "the encrypted home (or UNLIST_HOME)"],
  ["--subject <id>", "whose data it is, where a home has several"],
  ["--json", "results as JSON on stdout"],
  ["--quiet", "nothing on stderr but errors"],
  ["--verbose", "a log of each step on stderr"],
  ["--no-color", "no colours (or NO_COLOR)"],
  ["--catalog <dir>", "another folder of brokers/ and playbooks/"],
  ["--map <file>", "rehearsal: JSON, host to loopback origin"],
  ["--now <instant>", "rehearsal: what time it is, like 2026-08-07"],
  ["--key-file <file>", "opens the home without a passphrase (or UNLIST_KEY_FILE)"],
  ["--yes", "yes to every confirmation"],
];
