import type { Page } from "playwright";
import type { Browsers, Session } from "../../../src/browser/session.ts";
import type { HandOffPort } from "../../../src/playbook/hand-off.ts";
import type { RunMail, Rooms } from "../../../src/run/rooms.ts";
import { actOn } from "../scripted/attended.ts";
import type { Crasher } from "./crasher.ts";

/** The rooms of a run with browser and mailbox as places to crash at. The disk is wrapped before them (`crashingFiles`). */
export function crashingRooms<R extends Rooms>(rooms: R, crasher: Crasher): R {
  return { ...rooms, browsers: crashingBrowsers(rooms.browsers, crasher), mail: rooms.mail && crashingMail(rooms.mail, crasher) };
}

/** A person in whose hands a page is when everything ends: asked and not come yet, at it, or just done. */
export function crashingPerson(person: HandOffPort, crasher: Crasher): HandOffPort {
  return { ask: (ask, signal) => crasher.call("person", () => person.ask(ask, signal), () => actOn(ask.session.page)) };
}

function crashingMail(mail: RunMail, crasher: Crasher): RunMail {
  return { await: (search, signal) => crasher.call("mailbox", () => mail.await(search, signal)) };
}

function crashingBrowsers(browsers: Browsers, crasher: Crasher): Browsers {
  return {
    open: async (wish, signal) => crashingSession(await crasher.call("session", () => browsers.open(wish, signal)), crasher),
    [Symbol.asyncDispose]: () => browsers[Symbol.asyncDispose](),
  };
}

function crashingSession(session: Session, crasher: Crasher): Session {
  crashOnPage(session.page, crasher);
  return {
    page: session.page,
    get status() {
      return session.status;
    },
    get retryAfterMs() {
      return session.retryAfterMs;
    },
    withChallengeHosts: (work) => session.withChallengeHosts(work),
    hold: () => crasher.call("hold", () => session.hold()),
    stay: () => session.stay(),
    arm: (intent, hosts) => crasher.call("arming", () => session.arm(intent, hosts)),
    capture: (keep) => crasher.call("capture", () => session.capture(keep)),
    refusals: () => session.refusals(),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** Playwright's own objects are handed back to it (`or`, `evaluate`), so their methods are replaced rather than the objects. */
function crashOnPage(page: Page, crasher: Crasher): void {
  const goto = page.goto.bind(page);
  page.goto = (url, options) => crasher.call("goto", () => goto(url, options));
  crashOnLocators(Object.getPrototypeOf(page.locator("body")) as LocatorMethods, crasher);
}

interface LocatorMethods {
  click: (this: LocatorMethods, options?: { trial?: boolean }) => Promise<void>;
  fill: (this: LocatorMethods, text: string, options?: object) => Promise<void>;
}

const patched = new WeakMap<object, { crasher: Crasher }>();

/** Once per class, whichever session came first; the crasher in hand is looked up at each call. */
function crashOnLocators(methods: LocatorMethods, crasher: Crasher): void {
  const known = patched.get(methods);
  if (known) {
    known.crasher = crasher;
    return;
  }
  const now = { crasher };
  patched.set(methods, now);
  const { click, fill } = methods;
  methods.click = function (options) {
    return options?.trial === true ? click.call(this, options) : now.crasher.call("click", () => click.call(this, options));
  };
  methods.fill = function (text, options) {
    return now.crasher.call("fill", () => fill.call(this, text, options));
  };
}
