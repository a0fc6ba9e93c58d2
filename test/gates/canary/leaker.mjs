// A program with one leak, for the harness to find. What it leaks comes by stdin, so that it shows nowhere else.
import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";

const { channel, path, value } = JSON.parse(await text(process.stdin));
const sleep = ["-e", "setTimeout(() => {}, 1500)"];
const LEAKS = {
  argv: () => spawn(process.execPath, [...sleep, value]),
  environ: () => spawn(process.execPath, sleep, { env: { NOTE: value } }),
  "argv of a process whose parent has ended": orphan,
  file: () => writeFileSync(path, Buffer.from(value, "base64")),
  folder: () => mkdirSync(path),
  link: () => symlinkSync(Buffer.from(value, "base64").toString(), path),
};
LEAKS[channel]();

/** The one that leaks is started half a second after its parent's parent has ended; the value reaches its parent by a pipe. */
function orphan() {
  const late = `process.stdin.once("data", (value) => setTimeout(() => require("node:child_process").spawn(process.execPath, [...${JSON.stringify(sleep)}, String(value)]), 1000))`;
  const between = spawn(process.execPath, ["-e", `const child = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(late)}], { stdio: ["pipe", "inherit", "inherit"] }); process.stdin.once("data", (value) => child.stdin.end(value, () => setTimeout(() => process.exit(), 300)))`], { stdio: ["pipe", "inherit", "inherit"] });
  between.stdin.end(value);
}
