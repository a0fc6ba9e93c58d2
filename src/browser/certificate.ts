import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { DAY_MS } from "../base/duration.ts";
import { der } from "./der.ts";

/** A rehearsal's throw-away certificate. Lives in memory only; the browser trusts exactly this key. */
export interface Certificate {
  readonly certPem: string;
  readonly keyPem: string;
  /** Base64 SHA-256 of the public key, for `--ignore-certificate-errors-spki-list`. */
  readonly spkiHash: string;
}

const ECDSA_WITH_SHA256 = der.sequence(der.oid("1.2.840.10045.4.3.2"));
const COMMON_NAME = der.oid("2.5.4.3");
const SUBJECT_ALT_NAME = der.oid("2.5.29.17");
const SERVER_AUTH = der.sequence(der.oid("2.5.29.37"), der.octets(der.sequence(der.oid("1.3.6.1.5.5.7.3.1"))));
const DNS_NAME = 2;

/** One self-signed certificate for all mapped hosts. By hand, because node:crypto reads certificates but makes none. */
export function makeCertificate(hosts: readonly string[], now: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  return {
    certPem: pem(signed(toBeSigned(hosts, spki, now), privateKey)),
    keyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    spkiHash: createHash("sha256").update(spki).digest("base64"),
  };
}

function toBeSigned(hosts: readonly string[], spki: Buffer, now: Date): Buffer {
  const name = der.sequence(der.set(der.sequence(COMMON_NAME, der.utf8("unlist rehearsal"))));
  const at = (shiftMs: number) => der.time(new Date(now.getTime() + shiftMs));
  return der.sequence(
    der.context(0, der.integer(Buffer.from([2]))), // version 3
    der.integer(randomBytes(8)),
    ECDSA_WITH_SHA256,
    name,
    der.sequence(at(-DAY_MS), at(2 * DAY_MS)),
    name,
    spki,
    der.context(3, der.sequence(alternativeNames(hosts), SERVER_AUTH)),
  );
}

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) => der.context(DNS_NAME, Buffer.from(host), "primitive"));
  return der.sequence(SUBJECT_ALT_NAME, der.octets(der.sequence(...names)));
}

function signed(body: Buffer, key: KeyObject): Buffer {
  return der.sequence(body, ECDSA_WITH_SHA256, der.bits(sign("sha256", body, key)));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
