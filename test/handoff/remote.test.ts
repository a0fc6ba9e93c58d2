import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allBelow, searchFor } from "../../src/cli/demo/canary.ts";
import type { Session } from "../../src/browser/session.ts";
import { never, startRig, wish, type Rig } from "../browser/support/browsers.ts";
import { startSites, type SiteServer } from "../playbook/support/site-server.ts";
import { askFor, corners, launchPersonsBrowser, look, onScreen, openSitting, pictures, placeOf } from "./support/viewing.ts";
import { Tap } from "./support/tap.ts";

const PAGE = `<!doctype html><meta name=viewport content="width=device-width"><style>body { margin: 0; font: 18px sans-serif } #tall { height: 3000px }</style>
<label>Answer <input id=answer></label><button id=press type=button onclick="this.textContent = 'pressed'">Press</button><button type=button aria-label="Get an audio challenge" onclick="new Audio('/words.wav').play().catch(() => 0)"></button><button id=copy type=button onclick="navigator.clipboard.writeText('CANARY-COPY').then(() => document.title = 'copied', () => document.title = 'kept')">Copy</button> <a id=file href=/file download>A file</a> <a id=attached href=/attached>Another</a><div id=tall></div><p id=end>The end</p>`;

/** As much of a sound as a browser takes for one. */
const WAV = `RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\0\0\0`;

let sites: SiteServer;
let rig: Rig;
let persons: Browser;
beforeAll(async () => {
  sites = await startSites(["acme.example"]);
  sites.serve({ "acme.example/": PAGE, "acme.example/file": "CANARY-FILE", "acme.example/attached": { headers: { "content-disposition": "attachment; filename=CANARY-NAME" }, html: "CANARY-FILE" }, "acme.example/words.wav": { headers: { "content-type": "audio/wav" }, html: WAV } });
  rig = await startRig({ map: new Map([["acme.example", new URL(`https://127.0.0.1:${sites.port}`)]]), certificate: sites.certificate });
  persons = await launchPersonsBrowser();
});
afterAll(async () => {
  await persons.close();
  await rig[Symbol.asyncDispose]();
  await sites[Symbol.asyncDispose]();
});

async function openPage(): Promise<Session> {
  const session = await rig.browsers.open(wish({ site: ["acme.example"] }, "optOut"), never);
  await session.page.goto("https://acme.example/");
  return session;
}

/** The fenced page in the hands of a viewer with such a screen, who comes to it through a tunnel. */
async function inHands(screen: BrowserContextOptions, work: (hands: { viewer: Page; fenced: Page; answer: Promise<unknown>; tap: Tap }) => Promise<void>, differently: Parameters<typeof askFor>[1] = {}): Promise<void> {
  await using session = await openPage();
  await using sitting = await openSitting(askFor(session, differently));
  await using tap = await Tap.open(Number(new URL(sitting.remote.url).port));
  const context = await persons.newContext(screen);
  try {
    const viewer = await context.newPage();
    await look(viewer, tap.through(sitting.remote.url));
    await work({ viewer, fenced: session.page, answer: sitting.answer, tap });
  } finally {
    await context.close();
  }
}

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true };
const value = (fenced: Page): Promise<string> => fenced.inputValue("#answer");
const scrolled = (fenced: Page): Promise<number> => fenced.evaluate<number>("scrollY");

describe("the page that is served", () => {
  it("passes mouse, keys and wheel on, and shows what comes of them", async () => {
    await inHands(DESKTOP, async ({ viewer, fenced, answer }) => {
      const at = await placeOf(viewer, fenced, "#answer");
      await viewer.mouse.click(at.x, at.y);
      await viewer.keyboard.type("K7 +x");
      await viewer.keyboard.press("Backspace");
      await expect.poll(() => value(fenced)).toBe("K7 +");

      const before = await pictures(viewer);
      const press = await placeOf(viewer, fenced, "#press");
      await viewer.mouse.click(press.x, press.y);
      await expect.poll(() => fenced.textContent("#press")).toBe("pressed");
      await expect.poll(() => pictures(viewer)).toBeGreaterThan(before);

      await viewer.mouse.wheel(0, 600);
      await expect.poll(() => scrolled(fenced)).toBeGreaterThan(300);

      await viewer.getByRole("button", { name: "It is done" }).click();
      expect(await answer).toEqual({ kind: "done" });
    });
  });

  it("fits a narrow screen of high density, and is worked by touch and a phone's keyboard", async () => {
    await inHands(PHONE, async ({ viewer, fenced }) => {
      await expect.poll(() => fenced.evaluate<number[]>("[innerWidth < 400, devicePixelRatio]")).toEqual([true, 3]);
      await expect.poll(() => viewer.locator("#canvas").evaluate((canvas: { width?: number; clientWidth?: number }) => Math.round((canvas.width ?? 0) / (canvas.clientWidth ?? 1)))).toBe(3);

      const at = await placeOf(viewer, fenced, "#answer");
      await viewer.touchscreen.tap(at.x, at.y);
      await expect.poll(() => fenced.evaluate<string>("document.activeElement.id")).toBe("answer");
      await viewer.getByLabel("Type into the page").focus();
      await viewer.keyboard.insertText("4é2");
      await expect.poll(() => value(fenced)).toBe("4é2");

      await fenced.evaluate("document.addEventListener('pointerdown', ({ clientX, clientY }) => document.title = [clientX, clientY].map(Math.round).join(' '))");
      for (const [x, y] of await corners(fenced)) {
        await viewer.touchscreen.tap(...(await onScreen(viewer, fenced, { x, y })));
        await expect.poll(() => fenced.title()).toBe(`${x} ${y}`);
      }

      expect(await viewer.evaluate<boolean>("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    });
  });

  it("is scrolled by a finger that moves over it", async () => {
    await inHands(PHONE, async ({ viewer, fenced }) => {
      const finger = await viewer.context().newCDPSession(viewer);
      const { x, y } = await placeOf(viewer, fenced, "#press");
      const touch = (type: string, ...touchPoints: { x: number; y: number }[]) => finger.send("Input.dispatchTouchEvent", { type: type as "touchStart", touchPoints });

      await touch("touchStart", { x, y: y + 300 });
      for (let moved = 270; moved >= 0; moved -= 30) await touch("touchMove", { x, y: y + moved });
      await touch("touchEnd");

      await expect.poll(() => scrolled(fenced)).toBeGreaterThan(50);
    });
  });

  it("does what was done before the word that it is done", async () => {
    await inHands(DESKTOP, async ({ viewer, fenced, answer }) => {
      await viewer.locator("#picture").focus();
      await viewer.keyboard.press("Tab");
      await viewer.evaluate(`{
        const type = (key) => document.querySelector("#picture").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        for (const key of "in the same breath") type(key);
        document.querySelector("#done").click();
      }`);

      expect(await answer).toEqual({ kind: "done" });
      expect(await value(fenced)).toBe("in the same breath");
    });
  });

  it("is worked by the keyboard alone: into the picture, within it, out of it, and on", async () => {
    await inHands(DESKTOP, async ({ viewer, fenced, answer }) => {
      await viewer.keyboard.press("Tab");
      await viewer.keyboard.press("Tab");
      await viewer.keyboard.type("42");
      await expect.poll(() => value(fenced)).toBe("42");
      await viewer.keyboard.press("Escape");
      await viewer.keyboard.press("Enter");

      expect(await answer).toEqual({ kind: "done" });
    });
  });

  it("says what is asked, why, what stands there, and what is sent to whom", async () => {
    await inHands(DESKTOP, async ({ viewer, answer }) => {
      await viewer.getByText("Give us the words in the picture").waitFor();
      expect(await viewer.locator("dl").innerText()).toMatch(/Why\n.*a person asks.*\nFilled in already\ncontact.email\nSent when you go on\ncontact.email to acme.example/s);

      await viewer.getByRole("button", { name: "Later" }).click();
      expect(await answer).toEqual({ kind: "left", why: "later" });
    }, { say: ["Give us the words in the picture"] });
  });

  it("takes a code, and shows it nowhere", async () => {
    await inHands(DESKTOP, async ({ viewer, answer }) => {
      await viewer.getByLabel("Their code").fill("482913");
      await viewer.getByRole("button", { name: "Use this code" }).click();

      expect(await answer).toEqual({ kind: "code", code: "482913" });
      expect(await viewer.content()).not.toContain("482913");
    }, { wantsCode: true, reason: "sms" });
  });

  it("lets nothing out by a copy key in the picture, nor by their own copy button: the viewer's clipboard stays as it was", async () => {
    await inHands({ ...DESKTOP, permissions: ["clipboard-read", "clipboard-write"] }, async ({ viewer, fenced, tap }) => {
      const notes = await viewer.context().newPage();
      await notes.setContent("<textarea>the viewer's own</textarea>");
      for (const key of ["ControlOrMeta+A", "ControlOrMeta+C"]) await notes.locator("textarea").press(key);
      await viewer.bringToFront();

      const at = await placeOf(viewer, fenced, "#answer");
      await viewer.mouse.click(at.x, at.y);
      await viewer.keyboard.type("CANARY-COPY");
      for (const key of ["Shift+Home", "ControlOrMeta+A", "ControlOrMeta+C", "ControlOrMeta+Insert", "ControlOrMeta+X"]) await viewer.keyboard.press(key);
      const copy = await placeOf(viewer, fenced, "#copy");
      await viewer.mouse.click(copy.x, copy.y);
      await expect.poll(() => fenced.title()).toMatch(/copied|kept/);

      expect(await viewer.evaluate<string>("navigator.clipboard.writeText('ours').then(() => 'written', ({ name }) => name)")).toBe("NotAllowedError");
      expect(await value(fenced)).toBe("CANARY-COPY");
      expect(Buffer.concat(tap.said()).toString()).not.toContain("CANARY-COPY");
      await notes.bringToFront();
      for (const key of ["ControlOrMeta+A", "ControlOrMeta+V"]) await notes.locator("textarea").press(key);
      expect(await notes.inputValue("textarea")).toBe("the viewer's own");
    });
  });

  it.each(["#file", "#attached"])("leaves no file of a download that a click starts (%s), and says nothing of it", async (link) => {
    await inHands(DESKTOP, async ({ viewer, fenced, tap }) => {
      const before = tap.words();
      const at = await placeOf(viewer, fenced, link);

      const [download] = await Promise.all([fenced.waitForEvent("download"), viewer.mouse.click(at.x, at.y)]);

      expect(await download.failure()).not.toBeNull();
      expect(tap.words()).toEqual(before);
      expect(fenced.url()).toBe("https://acme.example/");
      expect((await allBelow(rig.folder)).filter((file) => file.includes("CANARY"))).toEqual([]);
      // Chromium has begun a file of its own when it hears that nothing is kept, and takes it away again.
      await expect.poll(async () => (await searchFor(["CANARY-FILE"], await allBelow(rig.folder))).hits).toEqual([]);
    });
  });

  it("hands on the sound that the challenge plays instead", async () => {
    await inHands(DESKTOP, async ({ viewer }) => {
      await viewer.getByRole("button", { name: "Ask for a sound instead" }).click();

      await viewer.locator("#player").waitFor({ state: "visible" });
      expect(await viewer.locator("#player").getAttribute("src")).toMatch(/^blob:/);
    });
  });

  it("shows nothing of the page any more when the step is over", async () => {
    await inHands(DESKTOP, async ({ viewer, answer }) => {
      await viewer.getByRole("button", { name: "Skip" }).click();
      await answer;

      await viewer.getByText("unlist is at work").waitFor();
      expect(await viewer.evaluate<number>("document.querySelector('canvas').getContext('2d').getImageData(0, 0, 200, 100).data.reduce((sum, one) => sum + one, 0)")).toBe(0);
    });
  });

  it("hears of a held press, and of a step that is over by itself", async () => {
    const looks = ["waiting", "pressed", "waiting", "done"] as const;
    let at = 0;
    await inHands(DESKTOP, async ({ viewer, answer }) => {
      at = 1;
      await viewer.getByText("was held back").waitFor();
      at = 3;
      expect(await answer).toEqual({ kind: "done" });
      await viewer.getByText("unlist is at work").waitFor();
    }, { look: async () => looks[at] ?? "waiting" });
  });

  it("has names for all of its controls, and keeps its words apart from the page's", async () => {
    await inHands(DESKTOP, async ({ viewer }) => {
      const unnamed = await viewer.locator("button, input, [role=application]").evaluateAll((all: { labels?: ArrayLike<unknown>; textContent: string | null; getAttribute(name: string): string | null }[]) => all.filter((one) => (one.labels?.length ?? 0) === 0 && one.textContent?.trim() === "" && one.getAttribute("aria-label") === null).length);
      expect(unnamed).toBe(0);
      await viewer.evaluate(axe.source);
      expect(await viewer.evaluate("axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(' ')))")).toEqual([]);
      expect(await viewer.locator("body").innerText()).not.toContain("The end");
    });
  });
});

it("gives the page its usual size back, and the next step its own viewer", async () => {
  await using session = await openPage();
  await using sitting = await openSitting(askFor(session, { look: async () => "done" }));

  expect(await sitting.answer).toEqual({ kind: "done" });

  expect(await session.page.evaluate("[innerWidth, innerHeight, devicePixelRatio]")).toEqual([1280, 900, 1]);
});

it("ends a step that nobody comes for", async () => {
  await using session = await openPage();
  await using sitting = await openSitting(askFor(session), 300);

  expect(await sitting.answer).toEqual({ kind: "left", why: "timed-out" });
});
