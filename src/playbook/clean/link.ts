const MAX_URL = 2_000;

/** An absolute web address, or nothing: no script, no file, no name and password before the host. */
export function readLink(text: string, pageUrl: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > MAX_URL || !URL.canParse(trimmed, pageUrl)) return undefined;
  const url = new URL(trimmed, pageUrl);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && url.username === "" && url.password === "" && url.href.length <= MAX_URL ? url.href : undefined;
}
