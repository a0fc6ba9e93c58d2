import type { Installation } from "./installation.ts";
import type { Job } from "./job.ts";
import { shellLine } from "./shell.ts";

/**
 * Cron makes up for nothing that was missed, and need not: the job does whatever is due, and the next hour's start finds it due.
 * What the job says is thrown away, since cron would mail it; `schedule status` knows how it ended.
 */
export function cronInstallation(job: Job): Installation {
  // crontab(5): an unescaped percent sign ends the command.
  const line = `nice -n 19 ${shellLine(job)} >/dev/null 2>&1`.replaceAll("%", "\\%");
  return { kind: "cron", files: [], table: [begin(job.name), `${job.minute} * * * * ${line}`, end(job.name)], enable: [], disable: [], ask: ["crontab", "-l"] };
}

/** The table with these lines in it, once, in place of those of the same job. */
export function withLines(table: string, name: string, lines: readonly string[]): string {
  const others = withoutLines(table, name);
  return `${others}${others === "" || others.endsWith("\n") ? "" : "\n"}${lines.join("\n")}\n`;
}

/** The table without the job's lines; everybody else's stay to the letter. */
export function withoutLines(table: string, name: string): string {
  const lines = table.split("\n");
  const [first, last] = [lines.indexOf(begin(name)), lines.indexOf(end(name))];
  if (first < 0 || last < first) return table;
  return [...lines.slice(0, first), ...lines.slice(last + 1)].join("\n");
}

export function holdsLines(table: string, name: string): boolean {
  return table.split("\n").includes(begin(name));
}

function begin(name: string): string {
  return `# ${name}: begin`;
}

function end(name: string): string {
  return `# ${name}: end`;
}
