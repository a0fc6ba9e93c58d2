import ts from "typescript";

/** Two words and more: shorter ones are names, states and keys, which are the same in every language. */
const SPOKEN = /\p{L}{2,}[,;:.)]? \(?\p{L}/u;
/** Styles and scripts that a page or a shell is given, patterns, files for other programs, and options as they are typed. */
const CODE = /=>|!important|\{ ?[\w-]+: |\bfunction\b|\(\?[:<]|^<\?xml|compdef|compgen|^\[Unit\]|^-{1,2}\w|^(<[\w-]+>|\[[\w.]+\])$/;

/**
 * The texts for people in a source file, outermost first: `{ text, slots, start, end }`. What is put into a text stands in it as
 * {0}, {1}, so that another language may put it elsewhere; `slots` are the places of those expressions.
 */
export function textsIn(path, source) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const texts = [];
  const visit = (node) => {
    const text = isName(node) ? undefined : textOf(node);
    if (text !== undefined && isSpoken(text)) texts.push({ text, slots: slotsOf(node), start: node.getStart(), end: node.getEnd() });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return texts;
}

/** What is put in counts as a word beside ours. */
function isSpoken(text) {
  return /\p{L}{2,}/u.test(text.replace(/\{\d+\}/g, "")) && SPOKEN.test(text.replace(/\{\d+\}/g, "it")) && !CODE.test(text);
}

function textOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.templateSpans.reduce((text, { literal }, index) => `${text}{${index}}${literal.text}`, node.head.text);
}

function slotsOf(node) {
  return ts.isTemplateExpression(node) ? node.templateSpans.map(({ expression }) => [expression.getStart(), expression.getEnd()]) : [];
}

/** A module, a type, a tagged template or what something is called is no text. */
function isName({ parent }) {
  if (parent !== undefined && ts.isPropertyAssignment(parent)) return parent.name.getText() === "name";
  return parent !== undefined && (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isLiteralTypeNode(parent) || ts.isTaggedTemplateExpression(parent) || (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword));
}
