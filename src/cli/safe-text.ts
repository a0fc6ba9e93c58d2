const ESCAPE = "\\u001b";
const CONTROL_SEQUENCE = `(?:${ESCAPE}\\[|\\u009b)[0-?]*[ -/]*[@-~]`; // colours, cursor moves
const COMMAND_STRING = `(?:${ESCAPE}[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c]*(?:\\u0007|${ESCAPE}\\\\|\\u009c)?`; // OSC 8 links, titles
const SEQUENCES = new RegExp(`${COMMAND_STRING}|${CONTROL_SEQUENCE}|${ESCAPE}[ -/]*[0-~]`, "g");
const BREAKS = /[\t\n\r\v\f\u0085\u2028\u2029]+/gu;
// Cc: controls. Cf: bidi, zero-width, soft hyphens, tags. Cs: half a surrogate pair.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Text from a page, a mail or a file, made harmless for a terminal or a report: one line of visible characters. */
export function safeText(text: string): string {
  return text.replace(SEQUENCES, "").replace(BREAKS, " ").replace(INVISIBLE, "");
}
