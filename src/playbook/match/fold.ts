/** Letters that do not fall apart into a base letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i" };

const PLAIN_WORD = /^[a-z0-9]*$/i;

/** "O’Brien", "OBRIEN" and "O'Brien" as one: lower-case letters and digits without accents, nothing else. */
export function fold(text: string): string {
  if (PLAIN_WORD.test(text)) return text.toLowerCase();
  return foldLetters(text.normalize("NFKD"));
}

/** The other way to write an umlaut without one: "Müller" as "mueller", where `fold` says "muller". */
export function foldUmlauts(text: string): string {
  if (PLAIN_WORD.test(text)) return text.toLowerCase();
  const spelled = text.normalize("NFC").toLowerCase().replace(/[äöü]/gu, (letter) => `${fold(letter)}e`);
  return fold(spelled);
}

/** `fold`, word by word: "St. Louis" as "st louis". */
export function foldWords(text: string): string[] {
  return text.split(/[^\p{L}\p{M}\p{N}'’.]+/u).map(fold).filter((word) => word !== "");
}

function foldLetters(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/gu, (letter) => PLAIN[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, "");
}
