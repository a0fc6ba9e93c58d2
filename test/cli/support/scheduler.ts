import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Machine } from "../run-cli.ts";

const CRONTAB = `#!/bin/sh
table="$HOME/table"
case "$1" in
  -l) test -f "$table" && cat "$table" ;;
  -) cat >"$table" ;;
esac
`;
const SYSTEMCTL = `#!/bin/sh
echo "$*" >>"$HOME/systemctl.log"
`;

/** A crontab and a systemctl of this machine's own: programs that keep what they are given, and say what they were asked. Gives the PATH. */
export async function withScheduler(machine: Machine): Promise<{ PATH: string }> {
  const bin = join(machine.dir, "bin");
  await mkdir(bin);
  for (const [name, text] of [["crontab", CRONTAB], ["systemctl", SYSTEMCTL]] as const) {
    await writeFile(join(bin, name), text);
    await chmod(join(bin, name), 0o755);
  }
  return { PATH: `${bin}:${process.env["PATH"] ?? ""}` };
}

/** The words of a unit's `ExecStart`, with the user's folder where systemd puts it. */
export function commandOf(unit: string, userDir: string): string[] {
  const [, line = ""] = /^ExecStart=(.*?)\r?$/m.exec(unit) ?? [];
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => (quoted ?? plain ?? "").replace(/^%h/, userDir).replaceAll("%%", "%"));
}
