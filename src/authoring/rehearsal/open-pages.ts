import { resolve } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import type { HostMap } from "../../browser/host-map.ts";
import type { PageMap } from "../../config/host-map.ts";
import { servePages, type ServedPages } from "./serve-pages.ts";

export interface OpenPages extends AsyncDisposable {
  readonly map: HostMap;
}

/** Every host of the map at an origin of this machine; saved pages are served as long as it is open. */
export async function openPages(map: PageMap, folder: string): Promise<OpenPages> {
  const served: ServedPages[] = [];
  const close = async (): Promise<void> => {
    for (const pages of served) await pages[Symbol.asyncDispose]();
  };
  try {
    const origins = new Map<string, URL>();
    for (const [host, target] of map) origins.set(host, target instanceof URL ? target : await serve(resolve(folder, target.saved), served));
    return { map: origins, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serve(path: string, served: ServedPages[]): Promise<URL> {
  if (!(await exists(path))) throw new UsageError(`--map: there are no saved pages at ${path}`, { hint: "a path is meant from where the map lies" });
  const pages = await servePages(path);
  served.push(pages);
  return pages.origin;
}
