import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeFiles } from "../../src/base/files.ts";
import { thisProcess } from "../../src/base/process-alive.ts";
import { openOwnTemp } from "../../src/browser/own-temp.ts";

let folder: string;
let shared: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unlist-test-"));
  shared = join(folder, "shared");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a process has left behind, or is using. */
async function leftBy(process: object): Promise<string> {
  const path = join(shared, `chromium-${Object.values(process).join("-")}`);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, "pid"), JSON.stringify(process));
  return path;
}

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe.skipIf(process.platform === "win32")("the folder of a browser's temporary profile", () => {
  it("is for its owner alone, and so is the one that all of ours share, even if it was open before", async () => {
    await mkdir(shared);
    await chmod(shared, 0o777);

    const own = await openOwnTemp(nodeFiles, shared);

    expect([await modeOf(shared), await modeOf(own)]).toEqual([0o700, 0o700]);
  });

  it("is not made where a link of somebody's leads", async () => {
    const theirs = join(folder, "theirs");
    await mkdir(theirs);
    await symlink(theirs, shared);

    await expect(openOwnTemp(nodeFiles, shared)).rejects.toThrow("is not a folder of yours");

    expect(await readdir(theirs)).toEqual([]);
  });

  it.skipIf(process.getuid?.() !== 0)("is not made in a folder of somebody else's (run as root only)", async () => {
    await mkdir(shared, { mode: 0o700 });
    await chown(shared, 12_345, 12_345);

    await expect(openOwnTemp(nodeFiles, shared)).rejects.toThrow("is not a folder of yours");
  });

  it.runIf(process.platform === "linux")("is swept when its process is gone, although a later one has its number, as in a container", async () => {
    const dead = await leftBy({ pid: process.pid, startTicks: "1" });
    const living = await leftBy(await thisProcess());

    await openOwnTemp(nodeFiles, shared);

    const left = await readdir(shared);
    expect(left.filter((name) => dead.endsWith(name))).toEqual([]);
    expect(left.filter((name) => living.endsWith(name))).toHaveLength(1);
  });
});
