import { expect, it } from "vitest";
import { der } from "../../src/browser/der.ts";

it.each([
  { bytes: [0x01], written: "020101" },
  { bytes: [0x80], written: "02020080" },
  { bytes: [0x00, 0x7f], written: "02017f" },
  { bytes: [0x00, 0x00, 0x80], written: "02020080" },
  { bytes: [0x00, 0x00], written: "020100" },
])("writes the integer $bytes as short as DER wants it", ({ bytes, written }) => {
  expect(der.integer(Buffer.from(bytes)).toString("hex")).toBe(written);
});
