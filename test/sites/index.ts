import type { Site } from "../../src/lab/site.ts";
import { peoplefinders } from "./peoplefinders/site.ts";
import { propertyrecord } from "./propertyrecord/site.ts";
import { spokeo } from "./spokeo/site.ts";
import { veripages } from "./veripages/site.ts";

/** Every site of which a real playbook is rehearsed. */
export const realSites: readonly Site[] = [peoplefinders, propertyrecord, spokeo, veripages];
