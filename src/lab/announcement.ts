import { z } from "zod";

const Server = z.strictObject({ host: z.string(), port: z.int(), tls: z.literal(false), user: z.string(), secret: z.string() });

/** The one line that the lab's process prints: where everything is. */
export const Announcement = z.strictObject({
  /** For the harness only: the clock, the truth, the events. */
  control: z.url(),
  token: z.string(),
  /** Host to loopback origin, as `--map` wants it. */
  map: z.record(z.string(), z.url()),
  /** As the settings of a mailbox are written, `authserv` being the name that the person's own server signs its verdicts with. */
  mailbox: z.strictObject({ imap: Server, smtp: Server, authserv: z.string() }),
});
export type Announcement = z.infer<typeof Announcement>;

/** What the harness can make happen. */
export const LabEvent = z.enum([
  "hold-mail", // mails to the person are kept back …
  "release-mail", // … and handed on, in their order
  "relist", // every listing of a site is back
  "hold-answers", // a site does what it is asked, and its answers (to one route only, if that is said) wait …
  "release-answers", // … and are handed on
]);
export type LabEvent = z.infer<typeof LabEvent>;

export const ClockOrder = z.strictObject({ now: z.iso.datetime() });
export const EventOrder = z.strictObject({ name: LabEvent, site: z.string().optional(), route: z.string().optional() });
export type EventOrder = z.infer<typeof EventOrder>;
export const CaptchaAnswer = z.strictObject({ answer: z.string().nullable() });
