import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { syncServiceAt } from "../../src/config/sync-folder.ts";

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), "unlist-home-test-"))));
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("a folder that a service carries to other machines", () => {
  it.each([
    ["Dropbox/private", "Dropbox"],
    ["Dropbox (Acme Inc)", "Dropbox"],
    ["OneDrive - Acme/unlist", "OneDrive"],
    ["OneDrive", "OneDrive"],
    ["Library/Mobile Documents/com~apple~CloudDocs/unlist", "iCloud"],
    ["iCloudDrive/unlist", "iCloud"],
    ["Google Drive/unlist", "Google Drive"],
    ["Library/CloudStorage/GoogleDrive-me/unlist", "Google Drive"],
    ["Library/CloudStorage/Box/unlist", "a cloud service"],
  ])("is known by its name: %s", async (path, service) => {
    expect(await syncServiceAt(join(dir, path))).toBe(service);
  });

  it.each([
    [".stfolder", "Syncthing"],
    [".dropbox.cache", "Dropbox"],
    [".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"],
  ])("is known by the mark at its top: %s", async (mark, service) => {
    await mkdir(join(dir, "mine", mark), { recursive: true });

    expect(await syncServiceAt(join(dir, "mine", "deep", "unlist"))).toBe(service);
  });

  it("is known through a link", async () => {
    await mkdir(join(dir, "Dropbox", "unlist"), { recursive: true });
    await symlink(join(dir, "Dropbox", "unlist"), join(dir, "home"));

    expect(await syncServiceAt(join(dir, "home"))).toBe("Dropbox");
    expect(await syncServiceAt(join(dir, "home", "not", "made"))).toBe("Dropbox");
  });

  it.each([".local/share/unlist", "Dropboxes/unlist", "mydropbox", "drive/unlist"])("is not every folder: %s", async (path) => {
    expect(await syncServiceAt(join(dir, path))).toBeUndefined();
  });
});
