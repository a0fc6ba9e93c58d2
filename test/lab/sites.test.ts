import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CaptchaAnswer } from "../../src/lab/announcement.ts";
import { expectedEnds } from "../../src/lab/expected.ts";
import { doubleSubmissions, strayRequests, submissionsAt } from "../../src/lab/truth-answers.ts";
import { linkIn, readInbox } from "./read-inbox.ts";
import { ALIAS, visitLab, type Visitor } from "./visitor.ts";

const NONE = "We found no one by that name";
const SEARCH = "/search?first=Odalys&last=Brightwater&state=TX";

describe("a lab site", () => {
  let lab: Visitor;
  beforeEach(async () => {
    lab = await visitLab();
  });
  afterEach(() => lab[Symbol.asyncDispose]());

  const results = (slug: string) => lab.text(`https://www.${slug}.example${SEARCH}`);
  const record = (slug: string, id: string) => `https://www.${slug}.example/record/${id}`;
  const paste = (slug: string, id: string) => lab.post(`https://www.${slug}.example/optout`, { url: record(slug, id), email: ALIAS });
  const mailedLink = async () => linkIn((await readInbox(lab.announcement)).at(-1)!);

  it("has its expected end, with the reason in one sentence", () => {
    expect(expectedEnds).toHaveLength(24);
    for (const { why, expectedSubmissions } of expectedEnds) {
      expect(why).toMatch(/^[a-z].{20,}[^.]$/);
      expect(expectedSubmissions).toBeGreaterThanOrEqual(0);
    }
  });

  it.each([
    ["peoplepick", "q7m2vd"],
    ["pasteurl", "w3h9pz"],
    ["familyroot", "k5d2ra"],
    ["familybranch", "z6p3me"],
    ["familyleaf", "h2v9tc"],
    ["shortthenfull", "y8c4nf"],
    ["codebymail", "t1x6gs"],
    ["wizardrows", "g6q8he"],
    ["samenames", "r9w3kd"],
    ["cookiewall", "x3l7pt"],
    ["livefields", "n5d9cu"],
    ["stayslisted", "d8z5ya"],
    ["comesback", "f4u9rj"],
    ["ratelimited", "s2b7ge"],
    ["droppedline", "j7t4ok"],
    ["asksbirthdate", "m4q8lw"],
    ["captchapicture", "b6v2xg"],
    ["captchaletters", "m3k8sd"],
  ])("%s finds the person by query and by path, and shows her record", async (slug, id) => {
    const pages = [await results(slug), await lab.text(`https://www.${slug}.example/people/odalys-brightwater/texas/marfa`), await lab.text(record(slug, id))];

    for (const page of pages) {
      expect(page).toContain("Marfa, TX");
      expect(page).toContain(id);
      expect(page).not.toMatch(/(href|action|src)="(?!https:\/\/)/);
    }
  });

  it("shows its no-results sign for a name, a state or a city where nobody is", async () => {
    const pages = ["/search?first=Nobody&last=Here", "/search?first=Odalys&last=Brightwater&state=OR", "/people/odalys-brightwater/tx/terlingua"];

    for (const page of pages) expect(await lab.text(`https://www.peoplepick.example${page}`)).toContain(NONE);
  });

  it("takes a listing down within two days of a mailed link being opened, and not before", async () => {
    const answer = await lab.post("https://www.peoplepick.example/optout", { email: ALIAS, record: "q7m2vd" });
    await lab.onDay(2);
    const unconfirmed = await results("peoplepick");

    const confirmed = await lab.text(await mailedLink());
    const sameDay = await results("peoplepick");
    await lab.onDay(4);

    expect([answer.status, answer.headers.location, answer.headers.connection]).toEqual([303, "https://www.peoplepick.example/optout/sent", "close"]);
    expect(confirmed).toContain("Your request is confirmed");
    expect(unconfirmed).toContain("q7m2vd");
    expect(sameDay).toContain("q7m2vd");
    expect(await results("peoplepick")).toContain(NONE);
    expect((await lab.get(record("peoplepick", "q7m2vd"))).status).toBe(404);
  });

  it("refuses a form with a required field left empty, or about no record of its own, and books nothing", async () => {
    const empty = await lab.post("https://www.pasteurl.example/optout", { url: record("pasteurl", "w3h9pz") });
    const foreign = await lab.post("https://www.pasteurl.example/optout", { url: record("peoplepick", "q7m2vd"), email: ALIAS });

    expect([empty.status, foreign.status]).toEqual([400, 400]);
    expect((await lab.truth()).submissions).toEqual([]);
  });

  it("without listings takes a request about the person", async () => {
    const answer = await lab.post("https://www.directform.example/optout", { fullname: "Odalys Brightwater", email: ALIAS, state: "Texas" });

    expect(answer.text).toContain("We have received your request");
    expect((await lab.truth()).submissions).toMatchObject([{ site: "directform", listing: "-", cycle: 1, form: "optout" }]);
  });

  it("that is the parent of a family takes all three down by one form", async () => {
    await lab.post("https://www.familyroot.example/optout", { name: "Odalys W. Brightwater", email: ALIAS });
    await lab.onDay(3);

    for (const slug of ["familyroot", "familybranch", "familyleaf"]) expect(await results(slug)).toContain(NONE);
    expect((await lab.truth()).submissions).toHaveLength(1);
  });

  it("with a short form first takes the listing down by the full one behind the link", async () => {
    await lab.post("https://www.shortthenfull.example/optout", { email: ALIAS });
    const form = await lab.text(await mailedLink());
    await lab.post("https://www.shortthenfull.example/full", { url: record("shortthenfull", "y8c4nf"), first: "Odalys", last: "Brightwater", city: "Marfa", agree: "yes" });
    await lab.onDay(3);

    expect(form).toContain("Step 2 of 2");
    expect(await results("shortthenfull")).toContain(NONE);
    expect((await lab.truth()).submissions.map(({ form: name }) => name)).toEqual(["optout", "full"]);
  });

  it("with a one-time code refuses a wrong one and takes the mailed one", async () => {
    const form = { url: record("codebymail", "t1x6gs"), email: ALIAS };
    await lab.post("https://www.codebymail.example/code", { email: ALIAS });
    const [mail] = await readInbox(lab.announcement);
    const code = /code is (\d{6})/.exec(mail?.text ?? "")?.[1] ?? "";

    const wrong = await lab.post("https://www.codebymail.example/optout", { ...form, code: "000000" });
    const right = await lab.post("https://www.codebymail.example/optout", { ...form, code });

    expect(wrong.status).toBe(400);
    expect(right.text).toContain("Your record is being removed");
    expect(submissionsAt(await lab.truth(), "codebymail")).toBe(1);
  });

  it("with wizard rows thanks a person whose rows were lost, and does nothing for her", async () => {
    const lost = await lab.post("https://www.wizardrows.example/optout", { email: ALIAS });
    const before = submissionsAt(await lab.truth(), "wizardrows");
    await lab.post("https://www.wizardrows.example/optout", { email: ALIAS, records: record("wizardrows", "g6q8he") });
    await lab.onDay(3);

    expect(lost.text).toContain("the wizard is finished");
    expect(before).toBe(0);
    expect(await results("wizardrows")).toContain(NONE);
  });

  it("with three people of one name lists the strangers first and removes the one it was asked about", async () => {
    const before = await results("samenames");
    await lab.post("https://www.samenames.example/optout", { email: ALIAS, record: "r9w3kd" });
    await lab.onDay(3);
    const after = await results("samenames");

    expect([...before.matchAll(/data-id="(\w+)"/g)].map(([, id]) => id)).toEqual(["a1b8uy", "e4n7xi", "r9w3kd"]);
    expect([...after.matchAll(/data-id="(\w+)"/g)].map(([, id]) => id)).toEqual(["a1b8uy", "e4n7xi"]);
  });

  it("with decoys counts who falls for them", async () => {
    const page = await lab.text("https://www.cookiewall.example/optout");
    await lab.post("https://www.cookiewall.example/newsletter", { email: ALIAS });
    await lab.post("https://www.cookiewall.example/consent", {});
    await lab.get("https://pixel.adgrid.example/p.gif");
    const truth = await lab.truth();

    expect(page.indexOf("Accept all")).toBeLessThan(page.indexOf('id="newsletter"'));
    expect(page.indexOf('id="newsletter"')).toBeLessThan(page.indexOf('id="optout"'));
    expect(strayRequests(truth).map(({ route, kind }) => [route, kind])).toEqual([
      ["POST /newsletter", "decoy"],
      ["POST /consent", "decoy"],
      ["GET (no such page)", "trap"],
    ]);
    expect(truth.submissions).toEqual([]);
  });

  it("that only says success still lists the person a month later", async () => {
    const answer = await paste("stayslisted", "d8z5ya");
    await lab.onDay(40);

    expect(answer.text).toContain("Your record has been removed");
    expect(await results("stayslisted")).toContain("d8z5ya");
  });

  it("that buys records again lists the person on day 40, and removes her for good the second time", async () => {
    const seen: boolean[] = [];
    for (const day of [0, 3, 10, 40, 43, 80]) {
      await lab.onDay(day);
      seen.push((await results("comesback")).includes("f4u9rj"));
      if (day === 0 || day === 40) await paste("comesback", "f4u9rj");
    }

    expect(seen).toEqual([true, false, false, true, false, false]);
    expect((await lab.truth()).submissions.map(({ cycle }) => cycle)).toEqual([1, 2]);
  });

  it("that is busy on day 0 says for how long, and has its form from the next day on", async () => {
    const busy = await lab.get("https://www.ratelimited.example/optout");
    await lab.onDay(3);
    const open = await lab.get("https://www.ratelimited.example/optout");

    expect([busy.status, busy.headers["retry-after"]]).toEqual([429, "3600"]);
    expect([open.status, open.text.includes("<form")]).toEqual([200, true]);
  });

  it("that drops the line has taken the request, and shows a repetition of it as a double", async () => {
    await expect(paste("droppedline", "j7t4ok")).rejects.toThrow(/socket hang up|ECONNRESET/);
    const once = await lab.truth();
    await paste("droppedline", "j7t4ok");

    expect([submissionsAt(once, "droppedline"), doubleSubmissions(once).length]).toEqual([1, 0]);
    expect(doubleSubmissions(await lab.truth())).toHaveLength(1);
  });

  it("that asks for a date of birth takes no form without one", async () => {
    const page = await lab.text("https://www.asksbirthdate.example/optout");
    const answer = await paste("asksbirthdate", "m4q8lw");

    expect(page).toMatch(/name="dob"[^>]* required/);
    expect(answer.status).toBe(400);
    expect((await lab.truth()).received.at(-1)?.kind).toBe("post");
  });

  it.each([
    ["captchapicture", "b6v2xg"],
    ["captchaletters", "m3k8sd"],
  ])("%s, record %s, takes the answer that the harness can ask for, and shows no text in the picture", async (slug, id) => {
    const form = { url: record(slug, id), email: ALIAS };
    await lab.get(`https://www.${slug}.example/optout`);
    const picture = await lab.get(`https://www.${slug}.example/picture.svg`);
    const { answer } = CaptchaAnswer.parse(await (await lab.control(`/captcha?site=${slug}`)).json());

    const wrong = await lab.post(`https://www.${slug}.example/optout`, { ...form, answer: "0" });
    const right = await lab.post(`https://www.${slug}.example/optout`, { ...form, answer: answer ?? "" });

    expect(picture.headers["content-type"]).toBe("image/svg+xml");
    expect(picture.text).not.toMatch(/<text/);
    expect([wrong.status, right.status]).toEqual([400, 200]);
  });

  it("behind a wall, or blank, says nothing of who is listed", async () => {
    const wall = await lab.get(`https://www.botwall.example${SEARCH}`);
    const blank = await lab.get(`https://www.blankpage.example${SEARCH}`);

    expect([wall.status, blank.status]).toEqual([403, 200]);
    expect(wall.text).toContain("Just a moment...");
    for (const { text } of [wall, blank]) expect(text).not.toMatch(/Brightwater|no one by that name/);
  });

  it.each([
    ["emptyhouse", SEARCH, [NONE], ["Brightwater<"]],
    ["onlynamesake", "/search?first=Odalys&last=Brightwater", ["Duluth, MN", ", 71"], ["Marfa"]],
    ["unsurerow", "/people/odalys-brightwater/tx/marfa", ["Marfa, TX"], ["Age", "Thaddeus"]],
    ["unsurerow", "/people/odalys-brightwater/tx/alpine", [NONE], []],
  ])("%s shows %s what leads to its end", async (slug, path, present, absent) => {
    const page = await lab.text(`https://www.${slug}.example${path}`);

    for (const words of present) expect(page).toContain(words);
    for (const words of absent) expect(page).not.toContain(words);
  });

  it("can be made to list everybody again", async () => {
    await paste("pasteurl", "w3h9pz");
    await lab.get(await mailedLink());
    await lab.onDay(3);
    const gone = await results("pasteurl");

    await lab.control("/event", { name: "relist", site: "pasteurl" });

    expect(gone).toContain(NONE);
    expect(await results("pasteurl")).toContain("w3h9pz");
  });
});
