import { Document, parseDocument } from "yaml";

const WIDE = { lineWidth: 0, flowCollectionPadding: true } as const;

/** One change to a file of ours: what stands at a path, or one more entry of the list there. */
export type YamlEdit = { readonly path: readonly string[]; readonly set: unknown } | { readonly path: readonly string[]; readonly add: unknown };

/** The file with the changes in it; comments, order and everything else stay as the author left them. */
export function editYaml(text: string, edits: readonly YamlEdit[]): string {
  const document = parseDocument(text);
  for (const edit of edits) {
    const node = document.createNode("set" in edit ? edit.set : edit.add, { flow: true });
    if ("set" in edit) document.setIn(edit.path, node);
    else if (document.hasIn(edit.path)) document.addIn(edit.path, node);
    else document.setIn(edit.path, [node]);
  }
  return document.toString(WIDE);
}

export function writeYaml(value: unknown): string {
  return new Document(value).toString(WIDE);
}
