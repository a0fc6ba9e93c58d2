import { z } from "zod";
import { Broker } from "./broker.ts";
import { Playbook } from "./playbook.ts";

/** What editors complete and check our YAML by. Written to `schemas/` by `npm run schema`; what no schema can say, lint does. */
export function jsonSchemas(): Readonly<Record<SchemaName, object>> {
  const playbook = schemaOf(Playbook, "A playbook: how to look for a person at one broker, and how to ask for removal.");
  const broker = schemaOf(Broker, "A broker: who it is, and the ways off it.");
  return { "playbook.schema.json": playbook, "broker.schema.json": broker, "vendor.schema.json": vendorSchema() };
}

export const SCHEMA_NAMES = ["playbook.schema.json", "broker.schema.json", "vendor.schema.json"] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/** In a vendor's playbook a parameter may stand where a host is wanted, so its texts are checked once they are filled in. */
function vendorSchema(): object {
  const { broker, ...parts } = Playbook.shape;
  const Vendor = z.object({ ...parts, vendor: z.string(), domains: z.array(z.string()).optional(), params: z.record(z.string(), z.strictObject({ is: z.enum(["host", "path", "text"]), why: z.string() })) });
  return z.record(z.string(), z.unknown()).parse(withoutPatterns(schemaOf(Vendor.strict(), "One playbook for the many brokers that use the same vendor's form.")));
}

function schemaOf(schema: z.ZodType, description: string): object {
  return { description, ...z.toJSONSchema(schema, { io: "input", target: "draft-7", unrepresentable: "any", reused: "ref" }) };
}

function withoutPatterns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPatterns);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === "pattern" && typeof inner === "string" ? [] : [[key, withoutPatterns(inner)]])));
}
