import type { DisclosedField } from "../subject/fields.ts";
import { tell, type Attempt, type Here } from "./attempt.ts";

/** Puts on record what is about to go to a page of the broker's and is not on record yet. What a form takes, its intent records. */
export async function disclose(here: Here, address: string): Promise<void> {
  const { attempt } = here;
  const fields = unrecorded(attempt);
  if (fields.length === 0) return;
  await attempt.tools.desk.disclose({ step: here.id, fields, hosts: URL.canParse(address) ? [new URL(address).hostname] : [] });
  attempt.markRecorded();
  tell(here, `${fields.length} fields are on record`);
}

/** What was typed into a form that was then not sent: its page may have read it all the same. */
export async function discloseTyped(attempt: Attempt): Promise<void> {
  const fields = unrecorded(attempt);
  const { site } = attempt.job.playbook.playbook.hosts;
  if (fields.length > 0) await attempt.tools.desk.disclose({ step: `${attempt.job.stage}.steps`, fields, hosts: site });
}

function unrecorded({ disclosed, recorded }: Attempt): DisclosedField[] {
  return [...disclosed].filter((field) => !recorded.has(field));
}
