import { HELPLINES, type Helpline } from "./helplines.ts";

const SAME: Readonly<Record<string, string>> = { gb: "uk", "united-kingdom": "uk", usa: "us" };
const EU = "at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se".split(" ");
const LATAM = "ar bo br cl co cr cu do ec sv gt hn mx ni pa py pe pr uy ve".split(" ");

/** Those of a region, then of the wider one that it lies in, then those for everybody. Nothing for a word that is no region. */
export function helplinesFor(asked: string): readonly Helpline[] {
  const region = normal(asked);
  const wider = widerThan(region);
  const own = HELPLINES.filter((line) => wider.includes(line.region) || line.region.startsWith(`${region}-`));
  const nearness = ({ region: of }: Helpline): number => (wider.includes(of) ? wider.indexOf(of) : wider.length);
  const isKnown = own.length > 0 || EU.includes(region) || LATAM.includes(region);
  return isKnown ? [...own.toSorted((a, b) => nearness(a) - nearness(b)), ...forEverybody()] : [];
}

export function forEverybody(): readonly Helpline[] {
  return HELPLINES.filter(({ region }) => region === "world");
}

/** What `help-now` may be asked for. */
export function regions(): readonly string[] {
  return [...new Set(HELPLINES.map(({ region }) => region))].filter((region) => region !== "world").sort();
}

function normal(asked: string): string {
  const word = asked.trim().toLowerCase().replaceAll("_", "-");
  return SAME[word] ?? word;
}

/** `us-ca` lies in `us`, `fr` in `eu`. */
function widerThan(region: string): string[] {
  const [country = ""] = region.split("-");
  return [region, country, ...(EU.includes(country) ? ["eu"] : []), ...(LATAM.includes(country) ? ["latam"] : [])];
}
