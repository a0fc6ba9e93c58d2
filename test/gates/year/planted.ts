import type { Rooms } from "../../../src/run/rooms.ts";
import type { Send } from "../scripted/page.ts";

/** A fault between the runner and the rest of the world, one for each thing that a year is judged by. */
export interface Plant {
  readonly name: "early" | "forgotten" | "doubled" | "leaking";
  readonly net?: (net: Send) => Send;
  /** How much faster than the world's the runner's clock goes. */
  readonly fastBy?: number;
  readonly rooms?: (rooms: Rooms) => Rooms;
}

const kept: unknown[] = [];

export const PLANTED: readonly Plant[] = [
  { name: "early", fastBy: 1.4 },
  { name: "forgotten", rooms: (rooms) => ({ ...rooms, planning: { ...rooms.planning, selection: { skip: ["direct"] } } }) },
  {
    name: "doubled",
    net: (net) => async (asked) => {
      if (asked.method === "POST") await net(asked);
      return net(asked);
    },
  },
  {
    name: "leaking",
    rooms(rooms) {
      kept.push(rooms, Buffer.alloc(786_432, 1).toString("latin1"));
      return rooms;
    },
  },
];
