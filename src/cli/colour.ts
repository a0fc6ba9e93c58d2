import pc from "picocolors";

/** The few colours in use, by meaning. Without colour they leave the text as it is. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly waiting: (text: string) => string;
  readonly needsYou: (text: string) => string;
  readonly bad: (text: string) => string;
}

export function paint(isColoured: boolean): Paint {
  const { bold, dim, green, cyan, yellow, red } = pc.createColors(isColoured);
  return { strong: bold, faint: dim, good: green, waiting: cyan, needsYou: yellow, bad: red };
}
