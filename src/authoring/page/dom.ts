/** What of the DOM the functions here use that run in a page. */
export interface DomNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly previousSibling: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentElement: DomElement | null;
}

export interface DomElement extends DomNode {
  readonly tagName: string;
  readonly id: string;
  readonly isConnected: boolean;
  readonly form?: DomElement | null;
  readonly labels?: Iterable<DomElement> | null;
  readonly type?: string;
  readonly value?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly options?: Iterable<{ readonly text: string; readonly value: string }>;
  readonly children: Iterable<DomElement>;
  readonly previousElementSibling: DomElement | null;
  closest(css: string): DomElement | null;
  matches(css: string): boolean;
  contains(other: DomNode | null): boolean;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  checkVisibility(options: { visibilityProperty: boolean }): boolean;
  getBoundingClientRect(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly right: number; readonly bottom: number };
  querySelectorAll(css: string): Iterable<DomElement>;
  querySelector(css: string): DomElement | null;
}

export interface DomDocument {
  readonly childNodes: Iterable<DomNode>;
  readonly baseURI: string;
  readonly title: string;
  readonly documentElement: DomElement;
  readonly body: DomElement | null;
  querySelectorAll(css: string): ArrayLike<DomElement> & Iterable<DomElement>;
  querySelector(css: string): DomElement | null;
  getElementById(id: string): DomElement | null;
}

export interface DomStyle {
  readonly opacity: string;
  readonly clipPath: string;
  readonly clip: string;
  readonly overflow: string;
}

export interface DomEscape {
  escape(text: string): string;
}
