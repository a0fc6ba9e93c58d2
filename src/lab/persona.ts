import type { Profile } from "../subject/profile.ts";

/**
 * The invented person of the demo. Her values are rare on purpose: found anywhere outside a sealed file, they can only have
 * come from here. Long, too: four letters, large or small, stand by chance in one of fifty journals, whose sealed parts are base64.
 */
export const demoProfile: Profile = {
  names: [{ first: "Odalys", middle: "Wrenfield", last: "Brightwater" }],
  addresses: [
    { street: "7 Quillfeather Lane", city: "Marfa", state: "TX", zip: "79843", from: 2019 },
    { street: "1180 Ostrander Court", city: "Alpine", state: "TX", zip: "79830", from: 2011, to: 2019 },
  ],
  birthYear: 1983,
  phones: ["+14325550147"],
  relatives: ["Thaddeus Brightwater", "Ilka Brightwater"],
  // No part of her name, or every site that is told of it would have been told the name.
  contact: { email: "marigold@lab.example", perBroker: "plus" },
  personalEmails: ["odalys.brightwater@home.example"],
  residence: "us-tx",
  approved: ["directform", "familyroot"],
};
