// A program with one leak, for the harness to find. What it leaks comes by stdin, so that it shows nowhere else.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";

const { channel, path, value } = JSON.parse(await text(process.stdin));
const sleep = ["-e", "setTimeout(() => {}, 1500)"];
if (channel === "argv") spawn(process.execPath, [...sleep, value]);
else if (channel === "environ") spawn(process.execPath, sleep, { env: { NOTE: value } });
else if (channel === "file") writeFileSync(path, Buffer.from(value, "base64"));
