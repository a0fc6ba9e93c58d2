import { z } from "zod";

const Share = z.number().min(0).max(1);
const Point = { x: Share, y: Share };

/** Keys that a form and a CAPTCHA need. None of them leaves the page, copies from it or opens anything. */
export const KEYS = ["Enter", "Tab", "Backspace", "Delete", "Escape", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"] as const;

/** What the viewer did with the picture. Places are shares of its width and height. */
export const ViewerInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["move", "down", "up"]), ...Point }),
  z.strictObject({ kind: z.literal("wheel"), ...Point, dx: z.number().min(-2_000).max(2_000), dy: z.number().min(-2_000).max(2_000) }),
  z.strictObject({ kind: z.literal("touch"), phase: z.enum(["start", "move", "end"]), points: z.array(z.strictObject(Point)).max(5) }),
  z.strictObject({ kind: z.literal("key"), key: z.enum(KEYS), isShifted: z.boolean() }),
  z.strictObject({ kind: z.literal("text"), text: z.string().min(1).max(200) }),
  /** The room that the picture has, in CSS pixels, and how fine the screen is. */
  z.strictObject({ kind: z.literal("size"), width: z.int().min(200).max(2_000), height: z.int().min(200).max(2_000), scale: z.number().min(1).max(3) }),
  z.strictObject({ kind: z.literal("sound") }),
]);
export type ViewerInput = z.infer<typeof ViewerInput>;

/** In the order in which they were done. */
export const ViewerInputs = z.array(ViewerInput).min(1).max(64);

/** The viewer's word on a step; `ask` says which, since one that is over takes no answer. */
export const ViewerAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("done"), ask: z.int() }),
  z.strictObject({ kind: z.literal("code"), ask: z.int(), code: z.string().trim().min(1).max(40) }),
  z.strictObject({ kind: z.literal("left"), ask: z.int(), why: z.enum(["skipped", "later", "stopped"]) }),
]);
export type ViewerAnswer = z.infer<typeof ViewerAnswer>;

export const Entry = z.strictObject({ token: z.string().max(100) });

const KINDS = { words: 0, picture: 1, sound: 2 } as const;

/** One message of the stream to the viewer: its kind in a byte, its length in four, and what it says. */
export function message(kind: keyof typeof KINDS, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(KINDS[kind], 0);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}
