/** The few DER types an X.509 certificate is made of (ITU-T X.690). */
export const der = { sequence, set, integer, oid, utf8, bits, octets, time, context };

type Bytes = Uint8Array;

function tagged(tag: number, body: Bytes): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(body), body]);
}

function lengthOf({ length }: Bytes): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

function sequence(...parts: readonly Bytes[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function set(...parts: readonly Bytes[]): Buffer {
  return tagged(0x31, Buffer.concat(parts));
}

/** `bytes` is an unsigned big-endian number. DER wants it as short as can be, and a leading zero where it would read as negative. */
function integer(bytes: Bytes): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start === -1 ? Buffer.from([0]) : bytes.subarray(start);
  const isNegative = (digits[0] ?? 0) >= 0x80;
  return tagged(0x02, isNegative ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text));
}

function bits(bytes: Bytes): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), bytes]));
}

function octets(bytes: Bytes): Buffer {
  return tagged(0x04, bytes);
}

/** UTCTime, as RFC 5280 wants it for dates before 2050. */
function time(at: Date): Buffer {
  return tagged(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));
}

/** A context-specific tag, constructed or primitive. */
function context(tag: number, body: Bytes, kind: "constructed" | "primitive" = "constructed"): Buffer {
  return tagged((kind === "constructed" ? 0xa0 : 0x80) | tag, body);
}
