import type { DomDocument, DomElement, DomEscape } from "./dom.ts";
import type { Challenge, ChallengeKind } from "./page-face.ts";
import type { Paths } from "./paths.ts";

declare const document: DomDocument;
declare const CSS: DomEscape;
declare const unlistPaths: Paths;

/** Runs in the page, so it may use nothing from outside itself. Finds what wants a person, by what its makers call it. */
export function challengesInPage(): Challenge[] {
  const { isOne, pathTo } = unlistPaths;
  const WIDGETS: readonly (readonly [ChallengeKind, string])[] = [
    ["turnstile", ".cf-turnstile, [id^=cf-turnstile], iframe[src*='challenges.cloudflare.com'], [name=cf-turnstile-response]"],
    ["hcaptcha", ".h-captcha, iframe[src*='hcaptcha.com'], [name=h-captcha-response]"],
    ["recaptcha", ".g-recaptcha, #g-recaptcha, iframe[src*='/recaptcha/'], [name=g-recaptcha-response], .grecaptcha-badge"],
    ["other", ".frc-captcha, altcha-widget, [id^=funcaptcha], iframe[src*='arkoselabs'], iframe[src*='geo.captcha-delivery.com'], .geetest_captcha, .mtcaptcha, [data-callback*=captcha i]"],
  ];
  const SCRIPTS: readonly (readonly [ChallengeKind, string])[] = [
    ["turnstile", "script[src*='challenges.cloudflare.com/turnstile']"],
    ["hcaptcha", "script[src*='hcaptcha.com/']"],
    ["recaptcha", "script[src*='/recaptcha/']"],
  ];
  const SUM = /(?:\b\d{1,3}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|zero))\s*(?:[+×*x÷−–-]|plus|minus|times|mas|più|mais|plus|und|et|moins|menos|meno|min)\s*(?:\d{1,3}\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|zero)\b)\s*(?:[=?:]|is\b|$)/i;

  function cssOf(element: DomElement): string {
    const [first] = (element.getAttribute("class") ?? "").split(/\s+/).filter((word) => /captcha|turnstile/i.test(word));
    const byClass = first === undefined ? "" : `.${CSS.escape(first)}`;
    return byClass !== "" && isOne(byClass) ? byClass : pathTo(element);
  }

  function seen(kind: ChallengeKind, element: DomElement): Challenge {
    return { kind, css: cssOf(element), isShown: element.checkVisibility({ visibilityProperty: true }) };
  }

  function widgets(): Challenge[] {
    return WIDGETS.flatMap(([kind, css]) => {
      const found = [...document.querySelectorAll(css)];
      // The box holds its frame and its token: what is inside another one is not told twice.
      return found.filter((element) => !found.some((other) => other !== element && other.contains(element))).slice(0, 1).map((element) => seen(kind, element));
    });
  }

  function bareSitekey(known: readonly Challenge[]): Challenge[] {
    const box = document.querySelector("[data-sitekey]");
    if (!box || known.length > 0) return [];
    const [kind = "other"] = SCRIPTS.filter(([, css]) => document.querySelector(css)).map(([name]) => name);
    return [seen(kind, box)];
  }

  /** Invisible kinds show nothing until the form is sent: their script is all there is to see. */
  function scripts(known: readonly Challenge[]): Challenge[] {
    return SCRIPTS.flatMap(([kind, css]) => {
      const script = document.querySelector(css);
      return script && !known.some((challenge) => challenge.kind === kind) ? [{ kind, css: pathTo(script), isShown: false }] : [];
    });
  }

  function wordsAbout(element: DomElement): string {
    const labels = [...(element.labels ?? [])].map((label) => label.textContent ?? "").join(" ");
    const beside = labels === "" ? `${element.previousElementSibling?.textContent ?? ""} ${[...(element.parentElement?.childNodes ?? [])].filter((node) => node.nodeType === 3).map((node) => node.textContent ?? "").join(" ")}` : "";
    return [labels, beside, ...["aria-label", "placeholder"].map((name) => element.getAttribute(name) ?? "")].join(" ").replace(/\s+/g, " ").trim().slice(0, 200);
  }

  function asked(element: DomElement): Challenge[] {
    if (!element.checkVisibility({ visibilityProperty: true })) return [];
    const about = wordsAbout(element);
    if (SUM.test(about)) return [seen("arithmetic", element)];
    const isCalledSo = /captcha|security.?code|verif(y|ication).?(image|code)|human.?check|anti.?spam/i.test(`${element.getAttribute("name") ?? ""} ${element.id} ${about}`);
    const saysSo = /\b(type|enter|copy) the (characters|letters|text|code|numbers|digits|word)|characters (you see|shown|in the (image|picture))|\b(caracteres|zeichen|caract[eè]res|caratteri|tekens) /i.test(about);
    const picture = (element.closest("p, div, fieldset, tr, li, form") ?? element).querySelector("img, canvas, svg");
    if (picture && (isCalledSo || saysSo)) return [seen("image", element)];
    return saysSo || /captcha/i.test(`${element.getAttribute("name") ?? ""} ${element.id} ${about}`) ? [seen("other", element)] : [];
  }

  const boxes = widgets();
  const known = [...boxes, ...bareSitekey(boxes)];
  const questions = [...document.querySelectorAll("input:not([type]), input[type=text], input[type=number], input[type=tel], input[type='']")].flatMap(asked);
  return [...known, ...scripts(known), ...questions].slice(0, 20);
}
