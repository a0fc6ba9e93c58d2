import { html, type Html, type Piece } from "./html.ts";
import type { Site, Visit } from "./site.ts";

/** One control of a form, with its label. */
export interface Control {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "url" | "checkbox" | "select";
  readonly options?: readonly string[];
  readonly placeholder?: string;
  /** Every control is required unless it says so. */
  readonly isOptional?: true;
}

export interface FormParts {
  readonly action: string;
  readonly controls: readonly Control[];
  readonly button: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly id?: string;
  /** Comes after the controls and before the button. */
  readonly extra?: Piece;
}

export const YOUR_MAIL: Control = { name: "email", label: "Your e-mail", type: "email" };
export const RECORD_URL: Control = { name: "url", label: "Address of the record", type: "url", placeholder: "https://" };

export function form(site: Site, { action, controls, button, hidden = {}, id = "optout", extra }: FormParts): Html {
  return html`<form id="${id}" action="https://${site.host}${action}" method="post">
${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${controls.map((control) => labelled(control, id))}
${extra}
<button type="submit">${button}</button>
</form>`;
}

/** The labels of what should have been filled in and was not. */
export function missing({ form: sent }: Visit, controls: readonly Control[]): string[] {
  return controls.filter(({ name, isOptional }) => isOptional !== true && (sent.get(name) ?? "").trim() === "").map(({ label }) => label);
}

function labelled(control: Control, formId: string): Html {
  const id = `${formId}-${control.name}`;
  const required = control.isOptional === true ? undefined : html` required`;
  if (control.type === "checkbox") return html`<label for="${id}"><input id="${id}" type="checkbox" name="${control.name}" value="yes"${required}> ${control.label}</label>`;
  const label = html`<label for="${id}">${control.label}</label>`;
  if (control.type === "select") return html`${label}<select id="${id}" name="${control.name}"${required}><option value="">Choose</option>${(control.options ?? []).map((option) => html`<option value="${option}">${option}</option>`)}</select>`;
  return html`${label}<input id="${id}" type="${control.type ?? "text"}" name="${control.name}" placeholder="${control.placeholder ?? ""}"${required}>`;
}
