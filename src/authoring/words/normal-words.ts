const LETTERS: Readonly<Record<string, string>> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d" };

/** Words as labels, attribute names and our own tables are compared: `txtFirst_Name*` is `txt first name`. */
export function normalWords(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøæœłđ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/(\p{L})(\d)/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** The part of a label that names the field: what stands in brackets or in a second sentence only explains it. */
export function headOf(label: string): string {
  const bare = label.replace(/\([^)]*\)|\[[^\]]*\]/g, " ");
  const [head = ""] = bare.split(/[.:;!]\s|[–—|]| - /);
  return head.trim() === "" ? bare : head;
}
