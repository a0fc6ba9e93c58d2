import { z } from "zod";
import { TEMPLATE_FIELDS } from "../subject/fields.ts";
import { STATE_CODES } from "../subject/us-states.ts";

const Age = z.int().min(0).max(125);

/** What a branch may ask of the subject, as far as the task in hand knows it. All that is named must hold; what is unknown holds never. */
export const SubjectCondition = z
  .strictObject({
    age: z.strictObject({ from: Age.optional(), to: Age.optional() }).optional(),
    /** A field that there is a value for, and that may be sent. */
    has: z.enum(TEMPLATE_FIELDS).optional(),
    /** Two-letter codes; of the place that is asked about. */
    state: z.array(z.enum(STATE_CODES)).min(1).optional(),
    /** Whether the person lives there now. */
    address: z.enum(["current", "past"]).optional(),
  })
  .refine((condition) => Object.keys(condition).length > 0, "wants something to ask: age, has, state or address");
export type SubjectCondition = z.infer<typeof SubjectCondition>;
