import { z } from "zod";
import type { Registration } from "./broker.ts";
import { readCsv } from "./csv.ts";
import { Host } from "./names.ts";

export type State = Registration["in"];
export const REGISTERS: readonly State[] = ["california", "vermont", "oregon", "texas"];

/** One entry of a state's register of data brokers, as far as it names things. Nobody has looked at its addresses. */
export interface RegisterEntry {
  readonly name: string;
  readonly host: string;
  readonly id?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly post?: string;
  /** Pages that it names for requests. */
  readonly pages: readonly string[];
}

/** What the registers call things, in every spelling seen; columns change from year to year, so words are looked for, not titles. */
const COLUMNS = {
  name: /^(data broker|business|company|registrant|entity|legal)?\s*(legal\s*)?name\b|^data broker$|^dba\b/i,
  website: /web ?site|internet address|\burl\b(?!.*(opt|delet|privac|exercise))|primary (web|domain)/i,
  email: /e-?mail/i,
  phone: /phone|telephone/i,
  id: /(registration|filing|record|registry|file)\s*(no\.?|number|id|#)|^id$/i,
  street: /street|address( line)? ?1|mailing address|physical address|principal.*address|^address$/i,
  city: /^city|\bcity$/i,
  state: /^state|\bstate$/i,
  zip: /zip|postal code/i,
  pages: /opt.?out|delet|exercise|privacy rights|do not sell|consumer request/i,
} as const;
type Column = keyof typeof COLUMNS;

const Email = z.email();

/** Reads a register leniently; a row without a name or a web site of its own is counted, not guessed at. */
export function readRegister(text: string): { readonly entries: RegisterEntry[]; readonly unreadable: number } {
  const rows = readCsv(text).map(entryOf);
  const entries = rows.filter((entry) => entry !== undefined);
  return { entries, unreadable: rows.length - entries.length };
}

/** Which register it is, by the words that only its own header has. */
export function registerOf(text: string): State | undefined {
  const header = text.slice(0, text.search(/[\r\n]/)).toLowerCase();
  if (/ccpa|cppa|california|ca consumer privacy/.test(header)) return "california";
  return REGISTERS.find((state) => header.includes(state));
}

function entryOf(row: Readonly<Record<string, string>>): RegisterEntry | undefined {
  const name = cell(row, "name");
  const host = hostOf(cell(row, "website"));
  if (name === undefined || host === undefined) return undefined;
  const email = Email.safeParse(cell(row, "email")?.toLowerCase()).data;
  const [id, phone, street, city, state, zip] = (["id", "phone", "street", "city", "state", "zip"] as const).map((column) => cell(row, column));
  const post = street === undefined ? undefined : [street, city, [state, zip].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return { name, host, pages: pagesIn(row), ...(id !== undefined && { id }), ...(email !== undefined && { email }), ...(phone !== undefined && { phone }), ...(post !== undefined && { post }) };
}

/** The first column of that meaning that says something. */
function cell(row: Readonly<Record<string, string>>, column: Column): string | undefined {
  return Object.entries(row).find(([title, value]) => value !== "" && COLUMNS[column].test(title.trim().replace(/:$/, "")))?.[1];
}

function pagesIn(row: Readonly<Record<string, string>>): string[] {
  const texts = Object.entries(row).filter(([title]) => COLUMNS.pages.test(title)).map(([, value]) => value);
  const links = texts.flatMap((text) => text.match(/https?:\/\/[^\s"'<>,;]+/g) ?? []).filter((link) => URL.canParse(link));
  return [...new Set(links.map((link) => new URL(link).href))];
}

function hostOf(website: string | undefined): string | undefined {
  const [first = ""] = (website ?? "").trim().split(/[\s,;]+/);
  const url = URL.parse(/^https?:\/\//i.test(first) ? first : `https://${first}`);
  return Host.safeParse(url?.hostname.replace(/^www\./, "")).data;
}
