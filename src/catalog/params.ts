import { z } from "zod";
import { Host } from "./names.ts";

/** A hole that a vendor's playbook leaves to each broker: `${host}`. */
const HOLE = /\$\{([^{}]*)\}/g;

export const ParamName = z.string().regex(/^[a-z][A-Za-z0-9]{0,30}$/, "wants a plain word, like formHost");

/** What a parameter may be: never a locator, and never anything with a hole for the person's fields in it. */
export const Param = z.strictObject({ is: z.enum(["host", "path", "text"]), why: z.string().min(1).max(200) });
export type Param = z.infer<typeof Param>;
export type ParamKind = Param["is"];

const VALUES: Readonly<Record<ParamKind, z.ZodType<string>>> = {
  host: Host,
  path: z.string().max(300).regex(/^\/(?!\/)[A-Za-z0-9._~%/-]*(\?[A-Za-z0-9._~%&=-]*)?$/, "wants a path, like /forms/opt-out").refine((path) => !/(^|\/)\.\.?(\/|\?|$)/.test(path), "wants a path without . and .. in it"),
  text: z.string().min(1).max(200).regex(/^[^\p{Cc}\p{Cf}{}"'`$\\<>|]*$/u, "wants plain words without quotes, braces and the like"),
};

/** Why a value is none for a parameter of this kind. */
export function faultOfValue(value: string, { is }: Param): string | undefined {
  const read = VALUES[is].safeParse(value);
  return read.success ? undefined : (read.error.issues[0]?.message ?? `is no ${is}`);
}

/** Values that fit anywhere, to check a vendor's playbook that no broker uses yet. */
export const SAMPLES: Readonly<Record<ParamKind, string>> = { host: "vendor.example", path: "/sample", text: "sample words" };

export function holesIn(text: string): string[] {
  return [...text.matchAll(HOLE)].map(([, name = ""]) => name);
}

export function filledWith(text: string, valueOf: (name: string) => string): string {
  return text.replaceAll(HOLE, (_, name: string) => valueOf(name));
}

/** Why a parameter of this kind may not stand here, as the last key of the path and the text around it say. */
export function faultOfPlace(kind: ParamKind, name: string, { path, text }: { path: readonly PropertyKey[]; text: string }): string | undefined {
  const key = path.findLast((part) => typeof part === "string") ?? "";
  const isAddress = key === "goto" || key === "link";
  const hole = `\${${name}}`;
  if (kind === "text") return path[0] === "hosts" || isAddress || key === "from" ? "holds text, and an address or a host stands here" : undefined;
  if (kind === "path") return isAddress ? undefined : "holds a path, which goes into goto and link only";
  const before = text.slice(0, text.indexOf(hole));
  const after = text.slice(before.length + hole.length);
  const isWhole = text === hole && (path[0] === "hosts" || key === "from");
  const isHostOfAddress = isAddress && before === (key === "goto" ? "https://" : "") && /^(\/|\$\{|$)/.test(after);
  return isWhole || isHostOfAddress ? undefined : "holds a host, which stands alone or right at the start of an address";
}
