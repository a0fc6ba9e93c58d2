import { splitAtUser, type Job } from "./job.ts";

/** A job as one line of the Bourne shell. `$HOME` is the user's folder, whoever that is. */
export function shellLine(job: Job): string {
  return [...job.command, "--key-file", job.keyFile].map((word) => shellWord(word, job)).join(" ");
}

function shellWord(word: string, job: Job): string {
  const { isUsers, rest } = splitAtUser(word, job);
  if (isUsers) return `"$HOME"${isPlain(rest) ? rest : single(rest)}`;
  return isPlain(rest) ? rest : single(rest);
}

function isPlain(word: string): boolean {
  return /^[\w@+=:,./-]+$/.test(word);
}

function single(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
