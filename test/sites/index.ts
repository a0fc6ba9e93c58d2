import type { Site } from "../../src/lab/site.ts";
import { readDescription } from "./generator/description.ts";
import { siteOf } from "./generator/site.ts";

/** The sites on which whole runs are rehearsed, from the first look to the second absence. */
export const realSites: readonly Site[] = ["peoplefinders", "propertyrecord", "spokeo", "veripages"].map((slug) => siteOf(readDescription(slug)));
