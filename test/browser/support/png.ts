import { inflateSync } from "node:zlib";

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel: 3 for RGB, 4 with alpha. */
  readonly size: number;
  readonly pixels: Buffer;
}

/** Reads a PNG as Chromium writes them: 8 bit, RGB or RGBA, not interlaced (https://www.w3.org/TR/png-3). */
export function readPng(png: Buffer): Picture {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(({ type }) => type === "IHDR")!.body;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colour, interlace] = [header[8], header[9], header[12]];
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlace !== 0) throw new Error("a kind of PNG that is not read here");
  const size = colour === 6 ? 4 : 3;
  const packed = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ body }) => body)));
  const pixels = unfilter(packed, { width, height, size });
  return { width, height, size, pixels };
}

/** How many pixels have a colour, given as `#rrggbb`. */
export function countColour({ pixels, size }: Picture, colour: string): number {
  const wanted = Number.parseInt(colour.slice(1), 16);
  let count = 0;
  for (let at = 0; at < pixels.length; at += size) if (pixels.readUIntBE(at, 3) === wanted) count += 1;
  return count;
}

function* chunksOf(png: Buffer): Generator<{ type: string; body: Buffer }> {
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString("latin1", at + 4, at + 8), body: png.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

function unfilter(packed: Buffer, { width, height, size }: { width: number; height: number; size: number }): Buffer {
  const stride = width * size;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = packed[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const left = x >= size ? out[y * stride + x - size]! : 0;
      const up = y > 0 ? out[(y - 1) * stride + x]! : 0;
      const corner = x >= size && y > 0 ? out[(y - 1) * stride + x - size]! : 0;
      out[y * stride + x] = packed[y * (stride + 1) + 1 + x]! + predict(filter, left, up, corner);
    }
  }
  return out;
}

function predict(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
