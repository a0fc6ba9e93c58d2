import { html, trusted, type Html } from "../../../src/lab/html.ts";
import type { Conduct } from "./conduct.ts";
import { filled, type Listed } from "./listed.ts";
import type { OutlineElement, OutlineNode } from "./outline.ts";

export interface Drawing {
  readonly from: Listed;
  readonly rows?: readonly Html[];
  readonly conduct: Conduct;
}

const VOID = new Set(["br", "hr", "img", "input"]);

/** The markup of an outline. Neighbours stand on lines of their own; what stands alone is not widened, since a sign may want the very words. */
export function draw(nodes: readonly OutlineNode[], drawing: Drawing): Html {
  return html`${nodes.map((node, i) => html`${i > 0 ? "\n" : ""}${drawNode(node, drawing)}`)}`;
}

function drawNode(node: OutlineNode, drawing: Drawing): Html {
  if ("text" in node) return html`${filled(node.text, drawing.from)}`;
  if ("slot" in node) return html`${drawing.rows ?? []}`;
  if (node.repeats === undefined) return drawElement(node, drawing);
  const items = drawing.from.get(node.repeats);
  if (items === undefined || typeof items === "string") throw new Error(`*${node.repeats} is no list`);
  return html`${items.map((item) => html`${drawElement(node, { ...drawing, from: new Map([...drawing.from, ["it", item]]) })}\n`)}`;
}

function drawElement({ tag, attributes, children }: OutlineElement, drawing: Drawing): Html {
  const { from, conduct } = drawing;
  if (conduct.without !== undefined && attributes.some(([name, value]) => (name === "id" || name === "name") && value === conduct.without)) return html``;
  const given = conduct.isAttended && attributes.some(([name]) => name === "data-by-hand") ? [["value", "as a person answered"] as const] : [];
  const written = [...attributes, ...given].map(([name, value]) => html` ${trusted(name)}="${filled(value, from)}"`);
  return VOID.has(tag) ? html`<${trusted(tag)}${written}>` : html`<${trusted(tag)}${written}>${draw(children, drawing)}</${trusted(tag)}>`;
}
