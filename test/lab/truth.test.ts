import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fieldSpotter } from "../../src/lab/persona-fields.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import { fieldsPerHost, requestsPerHost, toldBeyond } from "../../src/lab/truth-answers.ts";
import { Profile, personalValues } from "../../src/subject/profile.ts";
import { ALIAS, visitLab, type Visitor } from "./visitor.ts";

describe("what the lab says it was told", () => {
  const spot = fieldSpotter(demoProfile);
  const told = (...values: string[]) => spot(values.map((value) => ({ key: "", value })));

  it.each([
    ["a name in a path", ["people", "odalys-brightwater"], ["name"]],
    ["a name in two fields", ["Odalys", "Brightwater"], ["name"]],
    ["a last name in capitals", ["BRIGHTWATER"], ["name"]],
    ["the present street", ["7 Quillfeather Lane"], ["address.street:current"]],
    ["a past street, punctuated", ["1180 Ostrander  Court."], ["address.street:past"]],
    ["a city", ["Marfa"], ["address.city"]],
    ["a state as a word", ["texas"], ["address.state"]],
    ["a state as a code", ["TX"], ["address.state"]],
    ["a zip", ["79843"], ["address.zip"]],
    ["a year of birth", ["1983"], ["birthYear"]],
    ["a phone, written another way", ["(432) 555-0147"], ["phone"]],
    ["the alias with a tag", ["marigold+acme@lab.example"], ["contact.email"]],
    ["a personal address", ["odalys.brightwater@home.example"], ["name", "personalEmail"]],
    ["a relative", ["Ilka Brightwater"], ["name", "relatives"]],
    ["the address of a listing", ["https://www.pasteurl.example/record/w3h9pz"], ["listing.url"]],
    ["words that only hold such letters", ["textile", "19831", "Marfan", "somebody@lab.example"], []],
  ])("knows %s", (_, values, fields) => {
    expect(told(...values)).toEqual(fields);
  });

  it("knows an age and a date of birth by the field they stand in", () => {
    expect(spot([{ key: "age", value: "43" }])).toEqual(["age"]);
    expect(spot([{ key: "dob", value: "02/03/1983" }])).toEqual(["birthYear", "dateOfBirth"]);
    expect(spot([{ key: "dob", value: "" }])).toEqual([]);
  });

  it("is told by a profile that the product takes, whose values are found nowhere by chance", () => {
    expect(Profile.parse(demoProfile)).toEqual(demoProfile);
    for (const value of personalValues(demoProfile)) expect(value.length).toBeGreaterThanOrEqual(4);
  });
});

describe("what was told beyond what was declared", () => {
  it.each([
    [["name"], ["name"], []],
    [["name"], ["name", "phone"], ["phone"]],
    [["residence.state"], ["address.state"], []],
    [["address.street"], ["address.street:past"], []],
    [["address.street"], ["address.street:current"], ["address.street:current"]],
    [["contact.email"], ["personalEmail"], ["personalEmail"]],
  ])("declared %j, told %j: %j", (declared, told, beyond) => {
    expect(toldBeyond(declared, told)).toEqual(beyond);
  });
});

describe("the truth", () => {
  let lab: Visitor;
  beforeEach(async () => {
    lab = await visitLab();
  });
  afterEach(() => lab[Symbol.asyncDispose]());

  it("names the fields that each host was told and holds none of their values", async () => {
    await lab.get("https://www.pasteurl.example/people/odalys-brightwater/texas");
    await lab.get("https://www.emptyhouse.example/search?first=Odalys&last=Brightwater&state=TX");
    await lab.post("https://www.pasteurl.example/optout", { url: "https://www.pasteurl.example/record/w3h9pz", email: ALIAS });
    const truth = await lab.truth();

    expect(fieldsPerHost(truth)).toEqual({
      "www.emptyhouse.example": ["address.state", "name"],
      "www.pasteurl.example": ["address.state", "contact.email", "listing.url", "name"],
    });
    expect(requestsPerHost(truth)).toEqual({ "www.emptyhouse.example": 1, "www.pasteurl.example": 2 });
    expect(truth.received.map(({ route }) => route)).toEqual(["GET /people/:name/:state", "GET /search", "POST /optout"]);
    expect(truth.mails.map(({ kind }) => kind)).toEqual(["phish", "link"]);
    expect(JSON.stringify(truth)).not.toMatch(/odalys|brightwater|marigold|texas/i);
  });

  it("is told to nobody without the token", async () => {
    const { control, token } = lab.announcement;
    const statuses = await Promise.all(
      [undefined, "Bearer wrong", `Bearer ${token.slice(0, -1)}`, `Bearer ${token}`].map(async (authorization) => {
        const answer = await fetch(`${control}/truth`, authorization === undefined ? {} : { headers: { authorization } });
        return answer.status;
      }),
    );

    expect(statuses).toEqual([401, 401, 401, 200]);
  });

  it.each([
    ["/clock", { now: "tomorrow" }],
    ["/clock", { day: 3 }],
    ["/event", { name: "explode" }],
    ["/event", { name: "relist", site: "nosuchsite" }],
  ])("refuses an order to %s that it doesn't understand: %j", async (path, order) => {
    expect((await lab.control(path, order)).status).toBe(400);
  });
});
