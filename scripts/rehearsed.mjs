// Rehearses every playbook on local pages, writes down in playbooks/rehearsed.json which ones passed, and has the manifest
// vouch for those. One that did not pass is named, keeps no entry, and may look but not ask.
import { join } from "node:path";
import { ROOT } from "./freshness.mjs";
import { run, say } from "./say.mjs";

const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const status = await run(process.execPath, [vitest, "run", "--no-file-parallelism", "test/rehearsal/every-playbook.test.ts", "test/rehearsal/vendors.test.ts"], { cwd: ROOT, env: { ...process.env, UNLIST_REHEARSED: "write" } });
await import("./manifest.mjs");
say("playbooks/rehearsed.json and playbooks/manifest.json are written; then: npx unlist brokers matrix --write docs/brokers.md");
process.exitCode = status;
