// Writes schemas/: what editors complete and check our YAML by, made from the schemas that the product itself reads with.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ROOT } from "./freshness.mjs";

const outfile = join(ROOT, "dist", "json-schema.mjs");
await build({ entryPoints: [join(ROOT, "src", "catalog", "json-schema.ts")], outfile, bundle: true, format: "esm", platform: "node", packages: "external" });
const { jsonSchemas } = await import(pathToFileURL(outfile).href);

mkdirSync(join(ROOT, "schemas"), { recursive: true });
for (const [name, schema] of Object.entries(jsonSchemas())) writeFileSync(join(ROOT, "schemas", name), `${JSON.stringify(schema, null, 2)}\n`);
