import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

export interface LargeCatalog extends AsyncDisposable {
  readonly dir: string;
}

const Domains = z.object({ domains: z.array(z.string()) });

/** The catalog as it came, and so many copies of its files under other names that it has as many brokers and playbooks as are wanted. */
export async function largeCatalog(root: string, wanted: { readonly brokers: number; readonly playbooks: number }): Promise<LargeCatalog> {
  const dir = await mkdtemp(join(tmpdir(), "unlist-bench-catalog-"));
  const [brokers, playbooks] = await Promise.all([filesIn(join(root, "brokers")), filesIn(join(root, "playbooks"))]);
  const shared = [...brokers].filter(([, text]) => usesVendor(text)).length; // each counts as a playbook, and vendors' files do not
  const own = [...playbooks.keys()].filter((name) => brokers.has(name)).length;
  const copied = new Map([...copiesOf(brokers, playbooks)].slice(0, wanted.playbooks - own - shared));
  const plain = [...brokers].filter(([name, text]) => !playbooks.has(name) && !usesVendor(text)).slice(0, wanted.brokers - brokers.size - copied.size);
  const all = { brokers: new Map([...brokers, ...[...copied].map(([name, { broker }]) => [name, broker] as const), ...plain.map(([name, text]) => [`copy-${name}`, renamed(text, text, "copy-")] as const)]), playbooks: new Map([...playbooks, ...[...copied].map(([name, { playbook }]) => [name, playbook] as const)]) };
  for (const [folder, files] of Object.entries(all)) {
    await mkdir(join(dir, folder));
    await Promise.all([...files].map(([name, text]) => writeFile(join(dir, folder, name), text)));
  }
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true }) };
}

function usesVendor(broker: string): boolean {
  return /^playbook:/m.test(broker);
}

async function filesIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml"));
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)));
}

/** Each playbook twice more, with its broker. */
function* copiesOf(brokers: ReadonlyMap<string, string>, playbooks: ReadonlyMap<string, string>): Generator<readonly [string, { broker: string; playbook: string }]> {
  for (const prefix of ["first-", "second-"]) {
    for (const [name, playbook] of playbooks) {
      const broker = brokers.get(name);
      if (broker !== undefined) yield [`${prefix}${name}`, { broker: renamed(broker, broker, prefix), playbook: renamed(playbook, broker, prefix).replace(/^broker: /m, `broker: ${prefix}`) }];
    }
  }
}

/** The same broker on domains of its own. */
function renamed(text: string, broker: string, prefix: string): string {
  const { domains } = Domains.parse(parse(broker));
  return domains.reduce((now, domain) => now.replaceAll(new RegExp(`(?<![\\w-])${domain.replaceAll(".", "\\.")}`, "g"), `${prefix}${domain}`), text);
}
