import type { Moment } from "./crasher.ts";

/** One place to crash at; its n-th call is chosen kill by kill. */
export interface Place {
  readonly port: string;
  readonly moment: Moment;
}

const WHOLE: readonly Moment[] = ["before", "after"];
const WRITTEN: readonly Moment[] = ["before", "torn", "after"];

/** Of a run that nobody attends. */
const RUN: Readonly<Record<string, readonly Moment[]>> = {
  journal: WRITTEN,
  head: WRITTEN,
  announcement: WRITTEN,
  "wire record": WRITTEN,
  evidence: WHOLE,
  projection: WHOLE,
  session: WHOLE,
  goto: WHOLE,
  fill: WHOLE,
  arming: WHOLE,
  click: WHOLE,
  network: WHOLE,
  capture: WHOLE,
  mailbox: WHOLE,
};

/**
 * Of a hand-off, in its order: the next step is taken up, the page is opened, held, in the person's hands (torn: they are at it)
 * and out of them, the intent is written, the fuse lit in the moment in which the hold ends, the form sent, their words kept.
 */
export const HAND_OFF = "hand-off";
const ATTENDED: Readonly<Record<string, readonly Moment[]>> = {
  session: WHOLE,
  goto: ["after"],
  hold: ["after"],
  person: WRITTEN,
  journal: WRITTEN,
  arming: WHOLE,
  click: WHOLE,
  network: ["after"],
  capture: ["before"],
  evidence: ["after"],
};

export const RUN_PLACES: readonly Place[] = placesOf(RUN);
export const HAND_OFF_PLACES: readonly Place[] = placesOf(ATTENDED).map(({ port, moment }) => ({ port: `${HAND_OFF} ${port}`, moment }));
export const PLACES: readonly Place[] = [...RUN_PLACES, ...HAND_OFF_PLACES];

function placesOf(ports: Readonly<Record<string, readonly Moment[]>>): Place[] {
  return Object.entries(ports).flatMap(([port, moments]) => moments.map((moment) => ({ port, moment })));
}
