import type { Page } from "playwright";
import { drawnLetters, LETTERS } from "../../../src/lab/drawn-letters.ts";
import { drawnSum } from "../../../src/lab/drawn-sum.ts";
import { readPng } from "../../browser/support/png.ts";

/** How the lab writes into its pictures: which signs, where, and what they look like. */
export interface Writing {
  readonly alphabet: string;
  /** A picture's places; a dot is one to be read. */
  readonly places: string;
  readonly draw: (text: string) => { readonly text: string };
}

export const BENT_LETTERS: Writing = { alphabet: LETTERS, places: ".....", draw: drawnLetters };
export const BENT_SUM: Writing = { alphabet: "0123456789", places: "..+..", draw: drawnSum };

export interface Read {
  /** What stands in the picture. */
  readonly text: string;
  /** Its upper left corner on the viewer's screen. */
  readonly at: Place;
}
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Grey values, row by row. */
interface Grey {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): number;
}

const [WIDTH, HEIGHT] = [220, 64];
/** Darker than any paper, and than the wave behind the signs. */
const [SHADE, INK] = [205, 110];

/** Reads with the eyes of a person: what it knows of the lab is its handwriting, and it looks at nothing but the screen. */
export class Reader {
  readonly #writing: Writing;
  readonly #plain: Grey;
  readonly #glyphs: ReadonlyMap<string, readonly Place[]>;

  private constructor(writing: Writing, plain: Grey, glyphs: ReadonlyMap<string, readonly Place[]>) {
    this.#writing = writing;
    this.#plain = plain;
    this.#glyphs = glyphs;
  }

  /** `desk` is a page to learn on. */
  static async taught(writing: Writing, desk: Page): Promise<Reader> {
    const lone = Array.from(writing.places).flatMap((place, i) => (place === "." ? Array.from(writing.alphabet).map((sign) => [`${i}${sign}`, `${" ".repeat(i)}${sign}`] as const) : []));
    await desk.setViewportSize({ width: WIDTH, height: HEIGHT * (lone.length + 1) });
    await desk.setContent(`<style>body { margin: 0 } svg { display: block }</style>${["", ...lone.map(([, text]) => text)].map((text) => writing.draw(text).text).join("")}`);
    const sheet = greyOf(await desk.screenshot());
    const page = (n: number): Grey => ({ width: WIDTH, height: HEIGHT, at: (x, y) => sheet.at(x, y + n * HEIGHT) });
    return new Reader(writing, page(0), new Map(lone.map(([name], i) => [name, inkOf(page(i + 1))])));
  }

  /** Nothing while no such picture is to be seen. */
  async read(viewer: Page): Promise<Read | undefined> {
    const canvas = await viewer.locator("#canvas").boundingBox();
    if (!canvas) return undefined;
    const seen = greyOf(await viewer.screenshot({ clip: canvas }));
    const at = this.#find(seen);
    if (!at) return undefined;
    const text = Array.from(this.#writing.places).map((place, i) => (place === "." ? this.#signAt(i, seen, at) : place)).join("");
    return { text, at: { x: canvas.x + at.x, y: canvas.y + at.y } };
  }

  /** By the wave behind the signs, and the blank paper at both ends of it. */
  #find(seen: Grey): Place | undefined {
    const all = pointsOf(WIDTH, HEIGHT);
    const wave = all.filter(({ x, y }) => this.#plain.at(x, y) < SHADE - 20).filter((_, i) => i % 7 === 0);
    const paper = all.filter(({ x, y }) => (x < 10 || x > WIDTH - 10) && this.#plain.at(x, y) > 250).filter((_, i) => i % 37 === 0);
    const likeness = (at: Place): number => Math.min(share(wave, (point) => seen.at(at.x + point.x, at.y + point.y) < SHADE), share(paper, (point) => seen.at(at.x + point.x, at.y + point.y) >= SHADE));
    // A glance at each place first: a screen has some hundred thousand of them.
    const glance = wave.filter((_, i) => i % 20 === 0);
    const likely = pointsOf(seen.width - WIDTH, seen.height - HEIGHT).filter((at) => share(glance, (point) => seen.at(at.x + point.x, at.y + point.y) < SHADE) > 0.6);
    const places = likely.map((at) => ({ at, likeness: likeness(at) })).filter((place) => place.likeness > 0.9);
    return places.sort((a, b) => b.likeness - a.likeness)[0]?.at;
  }

  /** The sign that shares most with the ink that is there, of all the ink that any sign could have there. */
  #signAt(place: number, seen: Grey, at: Place): string {
    const glyphs = Array.from(this.#writing.alphabet).map((sign) => ({ sign, ink: new Set((this.#glyphs.get(`${place}${sign}`) ?? []).map(nameOf)) }));
    const any = pointsOf(WIDTH, HEIGHT).filter((point) => glyphs.some(({ ink }) => ink.has(nameOf(point))));
    const there = new Set(any.filter(({ x, y }) => seen.at(at.x + x, at.y + y) < INK).map(nameOf));
    const likeness = ({ ink }: { ink: ReadonlySet<string> }): number => [...ink].filter((point) => there.has(point)).length / new Set([...ink, ...there]).size;
    return glyphs.sort((a, b) => likeness(b) - likeness(a))[0]?.sign ?? "";
  }
}

function greyOf(png: Buffer): Grey {
  const { width, height, size, pixels } = readPng(png);
  const value = (x: number, y: number): number => {
    const from = (y * width + x) * size;
    return ((pixels[from] ?? 255) + (pixels[from + 1] ?? 255) + (pixels[from + 2] ?? 255)) / 3;
  };
  return { width, height, at: value };
}

function inkOf(picture: Grey): Place[] {
  return pointsOf(picture.width, picture.height).filter(({ x, y }) => picture.at(x, y) < INK);
}

function pointsOf(width: number, height: number): Place[] {
  return Array.from({ length: Math.max(0, width) * Math.max(0, height) }, (_, i) => ({ x: i % width, y: Math.floor(i / width) }));
}

function share(points: readonly Place[], has: (point: Place) => boolean): number {
  return points.length === 0 ? 0 : points.filter(has).length / points.length;
}

function nameOf({ x, y }: Place): string {
  return `${x},${y}`;
}
