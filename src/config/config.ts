import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { toMs } from "../base/duration.ts";
import { UsageError } from "../base/errors.ts";
import { exists, isMissing } from "../base/files.ts";
import type { LogLevel } from "../base/log.ts";
import { parseStrict } from "../base/strict-yaml.ts";
import { ConfigFile, OperatorName, type OperatorRole } from "./config-file.ts";
import { homeDir, userDirs, type Environment } from "./home-dir.ts";
import { readHostMap, type HostMap } from "./host-map.ts";
import { productRoot } from "./product-root.ts";
import { upstreamAddress, type UpstreamAddress } from "./upstream-address.ts";

/** What the command line says for every command. */
export interface GlobalFlags {
  readonly home?: string;
  readonly subject?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** False for `--no-color`. */
  readonly color?: boolean;
  readonly catalog?: string;
  readonly map?: string;
  readonly now?: string;
  readonly keyFile?: string;
  readonly yes?: boolean;
}

/** Flags, environment and file in one: frozen, and the only place that reads them. */
export interface Config {
  readonly home: string;
  readonly subject: string | undefined;
  /** Holds `brokers/` and `playbooks/`. */
  readonly catalogDir: string;
  /** The catalog that came with the product, so its playbooks may submit. */
  readonly isBundledCatalog: boolean;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
  /** False when colour was declined; whether there is a terminal is for the output to see. */
  readonly mayColour: boolean;
  /** Questions that `--yes` answers are not asked. */
  readonly isYes: boolean;
  readonly logLevel: LogLevel;
  /** Given by `--map`: allowed in a rehearsal home only. */
  readonly map: HostMap | undefined;
  /** Given by `--now`: allowed in a rehearsal home only. */
  readonly now: Date | undefined;
  /** Opens the home without a person: as given, or as systemd hands it to a service. */
  readonly keyFile: string | undefined;
  readonly passphraseFile: string | undefined;
  readonly browserPath: string | undefined;
  /** A proxy of the person's own, before every site. */
  readonly upstream: UpstreamAddress | undefined;
  readonly concurrency: number;
  readonly clientsAtOnce: number;
  /** Who is at the machine, as the home's records call them. */
  readonly operator: string;
  /** Nothing where the home names no operators: everybody may do everything. */
  readonly operatorRole: OperatorRole | "stranger" | undefined;
  readonly pace: { readonly minIntervalMs: number; readonly maxPerDay: number | undefined };
  readonly mailWaitMs: number;
  readonly patienceMs: number;
  /** After so long, a run that somebody watches comes to a gentle end. */
  readonly sittingMs: number;
  /** What a run may spend that nobody watches. */
  readonly unattended: { readonly timeMs: number; readonly requests: number };
  /** The user's own folder, and the one of their settings. */
  readonly userDir: string;
  readonly userConfigDir: string;
}

/** The name under which systemd hands a service the key of its home. */
export const CREDENTIAL = "home-key";

const MOST_LANES_BY_DEFAULT = 4; // each holds a browser context of some 40 MB (STACK: measured)

type ReadSettings = (home: string) => Promise<ConfigFile>;

/** For a command that has to work whatever stands in the home. */
export const noSettings: ReadSettings = async () => ConfigFile.parse({});

export async function loadConfig(flags: GlobalFlags, env: Environment, readFrom: ReadSettings = readConfigFile): Promise<Config> {
  const home = homeDir(flags.home, env);
  const file = await readFrom(home);
  return Object.freeze({
    home,
    subject: flags.subject,
    catalogDir: resolve(flags.catalog ?? productRoot()),
    isBundledCatalog: flags.catalog === undefined,
    isJson: flags.json ?? false,
    isQuiet: flags.quiet ?? file.quiet,
    isVerbose: flags.verbose ?? false,
    mayColour: flags.color !== false && !env["NO_COLOR"],
    isYes: flags.yes ?? false,
    logLevel: flags.verbose ? "debug" : (file.logLevel ?? "warn"),
    map: flags.map === undefined ? undefined : await readMapFile(flags.map),
    now: flags.now === undefined ? undefined : readInstant(flags.now),
    keyFile: flags.keyFile ?? (env["UNLIST_KEY_FILE"] || undefined) ?? (await credentialIn(env)),
    passphraseFile: env["UNLIST_PASSPHRASE_FILE"] || undefined,
    browserPath: (env["UNLIST_BROWSER"] || undefined) ?? file.browser.path,
    upstream: file.upstreamProxy === undefined ? undefined : upstreamAddress(file.upstreamProxy),
    ...pacing(file),
    ...operatorIn(file, env),
    ...userDirs(env),
  });
}

/** systemd.exec(5), LoadCredential: other services have such a folder, too, so only a key of ours counts. */
async function credentialIn({ CREDENTIALS_DIRECTORY: dir }: Environment): Promise<string | undefined> {
  const path = dir === undefined ? undefined : join(dir, CREDENTIAL);
  return path !== undefined && (await exists(path)) ? path : undefined;
}

const NOBODY_NAMED = "unnamed";

function operatorIn({ operators }: ConfigFile, { UNLIST_OPERATOR: named }: Environment): Pick<Config, "operator" | "operatorRole"> {
  const operator = named === undefined || named === "" ? NOBODY_NAMED : OperatorName.safeParse(named).data;
  if (operator === undefined) throw new UsageError("UNLIST_OPERATOR wants a short word of small letters", { hint: "like ana; it stands in the records of clients" });
  return { operator, operatorRole: operators && (operators[operator] ?? "stranger") };
}

function pacing(file: ConfigFile): Pick<Config, "concurrency" | "clientsAtOnce" | "pace" | "mailWaitMs" | "patienceMs" | "sittingMs" | "unattended"> {
  return {
    concurrency: file.concurrency ?? Math.min(availableParallelism(), MOST_LANES_BY_DEFAULT),
    clientsAtOnce: file.clientsAtOnce,
    pace: Object.freeze({ minIntervalMs: file.pace.minInterval ? toMs(file.pace.minInterval) : 0, maxPerDay: file.pace.maxPerDay }),
    mailWaitMs: toMs(file.mailWait),
    patienceMs: toMs(file.patience),
    sittingMs: toMs(file.sitting),
    unattended: Object.freeze({ timeMs: toMs(file.unattended.time), requests: file.unattended.requests }),
  };
}

async function readConfigFile(home: string): Promise<ConfigFile> {
  const path = join(home, "config.yaml");
  const text = await readFile(path, "utf8").catch(isMissing);
  // An empty file, or one that is all comments, is no mistake.
  return text === false || /^\s*(#.*\s*)*$/.test(text) ? ConfigFile.parse({}) : parseStrict({ file: path, text }, ConfigFile);
}

async function readMapFile(path: string): Promise<HostMap> {
  const text = await readFile(path, "utf8").catch(isMissing);
  if (text === false) throw new UsageError(`--map: there is no file ${path}`);
  return readHostMap({ file: basename(path), text });
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

function readInstant(text: string): Date {
  const at = new Date(text);
  if (INSTANT.test(text) && !Number.isNaN(at.getTime())) return at;
  throw new UsageError("--now wants an instant", { hint: "like 2026-08-07 or 2026-08-07T09:30:00Z" });
}
