import { FixedClock } from "../../../src/base/clock.ts";
import { Profile } from "../../../src/subject/profile.ts";
import { MemoryFiles } from "./memory-files.ts";
import { Person, type Casting, type Plant } from "./person.ts";

const JANE: Casting = {
  subject: "scriptedjane",
  key: Buffer.alloc(32, 5),
  profile: Profile.parse({ names: [{ first: "Jane", last: "Roe" }], addresses: [{ street: "12 Elm Street", city: "Austin", state: "TX" }], birthYear: 1984, contact: { email: "jane.optout@alias.example" } }),
  lists: { name: "Jane Roe", age: "42", city: "Austin, TX" },
};
const ODALYS: Casting = {
  subject: "scriptedodalys",
  key: Buffer.alloc(32, 9),
  profile: Profile.parse({ names: [{ first: "Odalys", last: "Quint" }], addresses: [{ street: "9 Birch Lane", city: "Duluth", state: "MN" }], birthYear: 1971, contact: { email: "odalys.optout@alias.example" } }),
  lists: { name: "Odalys Quint", age: "55", city: "Duluth, MN" },
};

/** Two people on one machine, with a clock and a disk. */
export class World {
  readonly files = new MemoryFiles();
  readonly clock = new FixedClock("2026-11-22T12:00:00Z");
  readonly people: readonly [Person, Person];

  constructor(sites: readonly string[], plant: Plant = {}) {
    const parts = { files: this.files, clock: this.clock, sites, plant };
    this.people = [new Person(JANE, parts), new Person(ODALYS, parts)];
  }
}
