import { stateName } from "../subject/us-states.ts";
import { AGENT_LAWS, type AgentLaw } from "./agent-law.ts";

// Member states of the European Union, and of the EEA besides: https://european-union.europa.eu, https://www.efta.int
const UNION = "at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se is li no".split(" ");
const OF_COUNTRY: Readonly<Record<string, string>> = { gb: "uk-gdpr", uk: "uk-gdpr", ca: "ca-pipeda", br: "br-lgpd", au: "au-privacy" };

/** The law on record for where somebody lives, if it is in force on that day. */
export function lawOf(residence: string, now: Date): AgentLaw | undefined {
  const id = AGENT_LAWS.some((law) => law.id === residence) ? residence : isInUnion(residence) ? "eu-gdpr" : OF_COUNTRY[countryOf(residence)];
  return AGENT_LAWS.find((law) => law.id === id && new Date(law.inForceFrom) <= now);
}

/** Of a residence as the profile has it: "de", "us-tx". */
export function isInUnion(residence: string): boolean {
  return UNION.includes(countryOf(residence));
}

function countryOf(residence: string): string {
  return residence.split("-", 1)[0] ?? residence;
}

/** In whose name a broker is asked, as far as that law carries an agent. */
export type Manner = "as-agent" | "opt-out-as-agent" | "own-name";

export function mannerOf(law: AgentLaw | undefined): Manner {
  switch (law?.agent) {
    case "permission":
    case "authority":
    case "written":
      return "as-agent";
    case "opt-out":
      return "opt-out-as-agent";
    default:
      return "own-name";
  }
}

export function sayPlace(residence: string, law: AgentLaw | undefined): string {
  return law?.place ?? stateName(residence.slice("us-".length)) ?? residence.toUpperCase();
}
