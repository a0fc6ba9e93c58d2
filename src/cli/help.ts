/** Said at the end of the main help: scripts decide by these. */
export const EXIT_CODES_HELP = `
Exit codes:
    0  all due work is done               5  locked, or a wrong passphrase
    1  a fault                            6  the ledger is damaged: read-only
    2  wrong usage, or an invalid file    7  refused by policy
    3  done, but a human is needed       75  another process holds the home
    4  in part: a retry is scheduled    130  interrupted`;

/** In every command's help: whoever needs it should not have to search (SAFETY: output). */
export const HELP_FOR_YOU = "In danger, or at the end of your tether: unlist help-now\nCtrl+\\ clears the screen and stops after the step in hand.";

export function examplesHelp(examples: readonly string[]): string {
  return ["", examples.length === 1 ? "Example:" : "Examples:", ...examples.map((example) => `  ${example}`)].join("\n");
}
