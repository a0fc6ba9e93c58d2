import type { Locator as PageLocator, Page } from "playwright";
import { PlaybookError } from "../base/errors.ts";

export type Scope = Page | PageLocator;

/** How a locator of a playbook is looked up. CSS and XPath can also be followed inside the page, in one go for many rows. */
export interface Path {
  readonly engine: "css" | "xpath" | "text" | "label" | "placeholder" | "role";
  readonly text: string;
}

const NAMED = /^(css|xpath|text|label|placeholder|role)=(.*)$/s;
const XPATH = /^(\/\/|\.\/|\.\.|\()/;
const ROLE = /^([a-z]+)(?:\[name="([^"]*)"\])?$/;
const QUOTED = /^"(.*)"$/s;

export function readPath(locator: string): Path {
  const [, engine, text = ""] = NAMED.exec(locator) ?? [];
  if (isEngine(engine)) return { engine, text };
  return { engine: XPATH.test(locator) ? "xpath" : "css", text: locator };
}

/** The control or sign that a playbook's locator names, within the page or a row. Nothing is looked up yet. */
export function locate(scope: Scope, locator: string): PageLocator {
  const { engine, text } = readPath(locator);
  switch (engine) {
    case "css":
      return scope.locator(`css=${text}`);
    case "xpath":
      return scope.locator(`xpath=${isPage(scope) ? text : inRow(text)}`);
    case "text":
      return scope.getByText(...words(text));
    case "label":
      return scope.getByLabel(...words(text));
    case "placeholder":
      return scope.getByPlaceholder(...words(text));
    case "role":
      return scope.locator(roleSelector(text));
  }
}

/** What of it can be seen: a hidden twin (a template, a closed dialog) is never what the playbook means. */
export function visible(scope: Scope, locator: string): PageLocator {
  return locate(scope, locator).filter({ visible: true });
}

/** `//x` searches the whole document even from a row; inside a row it means the row. `from: page` says the other. */
export function inRow(xpath: string): string {
  return xpath.replace(/(^|[(|]\s*)\/\//g, "$1.//");
}

/** Quotes ask for the whole text; a pattern is never read from it, so a locator can't make the page back-track. */
function words(text: string): [string, { exact: boolean }] {
  const quoted = QUOTED.exec(text)?.[1];
  return quoted === undefined ? [text, { exact: false }] : [quoted, { exact: true }];
}

function roleSelector(text: string): string {
  const [, role, name] = ROLE.exec(text) ?? [];
  if (role === undefined) throw new PlaybookError("a role locator can't be read", { hint: 'write role=button[name="Remove"]' });
  return name === undefined ? `role=${role}` : `role=${role}[name=${JSON.stringify(name)} i]`;
}

function isEngine(word: string | undefined): word is Path["engine"] {
  return word !== undefined && ["css", "xpath", "text", "label", "placeholder", "role"].includes(word);
}

function isPage(scope: Scope): scope is Page {
  return "mainFrame" in scope;
}
