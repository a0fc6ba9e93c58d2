import { InvalidFileError, UsageError } from "../../base/errors.ts";
import type { Config } from "../../config/config.ts";
import { openCatalog } from "../subject-view.ts";
import type { Finding } from "./finding.ts";

const NAME = "catalog";

export async function checkCatalog(config: Config): Promise<Finding> {
  try {
    const { brokers, playbooks } = await openCatalog(config);
    return { name: NAME, state: "good", words: `${brokers.size} brokers, ${playbooks.size} playbooks` };
  } catch (error) {
    if (error instanceof InvalidFileError) return { name: NAME, state: "bad", words: `${error.issues.length} faults in its files`, mend: "unlist playbooks lint says where" };
    if (error instanceof UsageError) return { name: NAME, state: "bad", words: error.message, ...(error.hint === undefined ? {} : { mend: error.hint }) };
    throw error;
  }
}
