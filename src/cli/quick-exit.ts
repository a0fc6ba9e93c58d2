/** Puts colours and the cursor back, clears the screen and what scrolled off it, and goes to the top. */
const CLEAR = "\u001b[0m\u001b[?25h\u001b[2J\u001b[3J\u001b[H";

/** What a terminal's Ctrl+\ is read as while a question is open: no signal comes of it then. */
export const QUICK_EXIT_KEY = "\u001c";

/** At once nothing is on the screen any more, and nothing comes to it, however long the step in hand still takes. */
export function clearScreens(streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    if (stream.isTTY) stream.write(CLEAR);
    stream.write = dropped;
  }
}

/** Whoever waits for their words to be written need not wait. */
function dropped(_words: unknown, encoding?: BufferEncoding | Written, written?: Written): boolean {
  const done = typeof encoding === "function" ? encoding : written;
  done?.();
  return true;
}

type Written = (error?: Error | null) => void;
