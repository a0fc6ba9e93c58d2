/** The 50 states, the district and the territories with post codes of their own (USPS Publication 28, appendix B). */
const STATES = {
  AL: "Alabama", AK: "Alaska", AZ: "Arizona", AR: "Arkansas", CA: "California", CO: "Colorado", CT: "Connecticut",
  DE: "Delaware", DC: "District of Columbia", FL: "Florida", GA: "Georgia", HI: "Hawaii", ID: "Idaho", IL: "Illinois",
  IN: "Indiana", IA: "Iowa", KS: "Kansas", KY: "Kentucky", LA: "Louisiana", ME: "Maine", MD: "Maryland",
  MA: "Massachusetts", MI: "Michigan", MN: "Minnesota", MS: "Mississippi", MO: "Missouri", MT: "Montana", NE: "Nebraska",
  NV: "Nevada", NH: "New Hampshire", NJ: "New Jersey", NM: "New Mexico", NY: "New York", NC: "North Carolina",
  ND: "North Dakota", OH: "Ohio", OK: "Oklahoma", OR: "Oregon", PA: "Pennsylvania", RI: "Rhode Island",
  SC: "South Carolina", SD: "South Dakota", TN: "Tennessee", TX: "Texas", UT: "Utah", VT: "Vermont", VA: "Virginia",
  WA: "Washington", WV: "West Virginia", WI: "Wisconsin", WY: "Wyoming",
  AS: "American Samoa", GU: "Guam", MP: "Northern Mariana Islands", PR: "Puerto Rico", VI: "Virgin Islands",
} as const satisfies Record<string, string>;

const NAMES = new Map<string, string>(Object.entries(STATES));
const CODES = new Map([...NAMES].map(([code, name]) => [name.toLowerCase(), code]));

export const STATE_CODES: readonly string[] = [...NAMES.keys()];

export function stateName(code: string): string | undefined {
  return NAMES.get(code.toUpperCase());
}

/** The two-letter code of a state written either way, or nothing. */
export function stateCode(text: string): string | undefined {
  const word = text.trim();
  return NAMES.has(word.toUpperCase()) ? word.toUpperCase() : CODES.get(word.toLowerCase());
}
