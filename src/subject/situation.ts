import { z } from "zod";
import type { Profile } from "./profile.ts";

/** What a person said of where they stand, when their home was made. Each answer changes defaults; none is needed, and none blocks anything. */
export const Situation = z.strictObject({
  /** Whether the person they fear may look into this device. */
  device: z.enum(["safe", "unsafe"]).optional(),
  /** Whether they have a mailbox that nobody else reads. */
  mailbox: z.enum(["mine", "read-by-others"]).optional(),
  /** Whether somebody keeps an eye on what is listed of them. */
  listing: z.enum(["watched", "unwatched"]).optional(),
});
export type Situation = z.infer<typeof Situation>;

/** Few enough a day that no list of names goes quiet at once; the day's turns lie at uneven distances. */
const WATCHED_REMOVALS_PER_DAY = 3;

/** The profile with the defaults that the situation asks for; what the profile says itself stands. */
export function withSituation(profile: Profile, { listing }: Situation): Profile {
  if (listing !== "watched" || profile.removalsPerDay !== undefined) return profile;
  return { ...profile, removalsPerDay: WATCHED_REMOVALS_PER_DAY };
}
