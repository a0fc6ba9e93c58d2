import { randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clockStartingAt } from "../../base/clock.ts";
import { productRoot } from "../../config/product-root.ts";
import { startLab, type Lab } from "../../lab/lab-client.ts";
import { demoProfile } from "../../lab/persona.ts";
import { MailboxSettings } from "../../mail/settings.ts";
import { addSubject } from "../../subject/store.ts";
import { createHome } from "../../vault/keys.ts";
import { writeSealedFile } from "../../vault/sealed-file.ts";
import type { Call } from "../call.ts";
import { mailboxFile } from "../mailbox-file.ts";
import type { OpenedHome } from "../open-home.ts";

/** Pages of this machine come at once; two of the lab's never show what is waited for, and real life's patience would be most of the demo. */
const PATIENCE_MS = 6_000;

/** A rehearsal home of its own and a lab beside it; both are gone when it is closed. */
export interface DemoStage extends AsyncDisposable {
  readonly lab: Lab;
  readonly opened: OpenedHome;
  readonly subject: string;
  /** The call as a run on that day would get it. */
  on(day: Date): Call;
}

export async function openStage(call: Call): Promise<DemoStage> {
  const home = await mkdtemp(join(tmpdir(), "unlist-demo-"));
  const lab = await startLab();
  const secret = { kind: "key-file" as const, bytes: randomBytes(32) }; // kept nowhere: this home is opened once
  const keys = await createHome({ dir: home, kind: "rehearsal", secret, files: call.files });
  const opened: OpenedHome = { home, kind: "rehearsal", homeKey: keys.homeKey, files: call.files };
  const subject = await addSubject(opened, demoProfile);
  await writeSealedFile(mailboxFile(opened), MailboxSettings.parse(lab.mailbox), call.files);
  return {
    lab,
    opened,
    subject,
    on: (day) => ({ ...call, clock: clockStartingAt(day), config: { ...call.config, home, subject, catalogDir: join(productRoot(), "src", "lab", "catalog"), isBundledCatalog: false, patienceMs: PATIENCE_MS, map: new Map(Object.entries(lab.map).map(([host, origin]) => [host, new URL(origin)])) } }),
    async [Symbol.asyncDispose]() {
      await lab[Symbol.asyncDispose]();
      await call.files.removeDir(home);
    },
  };
}
