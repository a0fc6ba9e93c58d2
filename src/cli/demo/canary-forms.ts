import { gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** A value as it may stand in a file: as it is, small, for URLs, HTML, JSON and mail, in base64, hex, and UTF-16. */
export function formsOf(value: string): Buffer[] {
  const lower = value.toLowerCase();
  const texts = [value, lower, encodeURIComponent(value), value.replace(/ /g, "+"), lower.replace(/ /g, "-"), htmlEscaped(value), htmlNamed(value), JSON.stringify(value).slice(1, -1), jsonEscaped(value), quotedPrintable(value)];
  const [utf8, utf16] = [Buffer.from(value), Buffer.from(value, "utf16le")];
  const base64 = [utf8, utf16, Buffer.from(lower)].flatMap(base64Cores);
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(utf8.toString("hex")), utf16, Buffer.from(utf16).swap16(), ...base64, ...base64.map(urlSafe)];
}

/** What is packed in the bytes: gzip, zlib, or the members of a zip. */
export function unpacked(bytes: Buffer): Buffer[] {
  if (bytes.length < 4) return [];
  if (bytes.readUInt16BE(0) === 0x1f8b) return unpack(() => gunzipSync(bytes));
  if (bytes[0] === 0x78 && bytes.readUInt16BE(0) % 31 === 0) return unpack(() => inflateSync(bytes)); // RFC 1950
  if (bytes.readUInt32LE(0) === ZIP_MEMBER) return zipMembers(bytes);
  return [];
}

const ZIP_MEMBER = 0x04034b50;
const ZIP_HEADER_BYTES = 30;

function zipMembers(bytes: Buffer): Buffer[] {
  const members: Buffer[] = [];
  const signature = Buffer.from("PK\u0003\u0004");
  for (let at = bytes.indexOf(signature); at >= 0 && at + ZIP_HEADER_BYTES < bytes.length; at = bytes.indexOf(signature, at + 4)) {
    const start = at + ZIP_HEADER_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    members.push(...unpack(() => inflateRawSync(bytes.subarray(start))));
  }
  return members;
}

/** What only looks packed holds nothing that its own bytes do not show. */
function unpack(work: () => Buffer): Buffer[] {
  try {
    return [work()];
  } catch {
    return [];
  }
}

/** Base64 of the value wherever it starts within a group of three bytes, without the letters that its neighbours share. */
function base64Cores(value: Buffer): Buffer[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), value]).toString("base64").replace(/=+$/, "");
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -1));
  });
}

function urlSafe(base64: Buffer): Buffer {
  return Buffer.from(base64.toString("latin1").replaceAll("+", "-").replaceAll("/", "_"), "latin1");
}

function htmlEscaped(value: string): string {
  return value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function htmlNamed(value: string): string {
  return value.replace(/[&<>"']/g, (letter) => NAMED[letter] ?? letter);
}

/** As JSON that keeps to ASCII writes it. */
function jsonEscaped(value: string): string {
  return value.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** RFC 2045 6.7, spaces too, as a subject line has them (RFC 2047). */
function quotedPrintable(value: string): string {
  return [...Buffer.from(value)].map((byte) => (byte > 32 && byte < 127 && byte !== 61 ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`)).join("");
}
