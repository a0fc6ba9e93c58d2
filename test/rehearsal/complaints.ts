import type { Rehearsal } from "../../src/authoring/rehearsal/rehearse.ts";
import { sayOutcome, type AttemptEnd } from "../../src/authoring/rehearsal/say-outcome.ts";
import type { Truth } from "../../src/lab/truth.ts";
import { toldBeyond } from "../../src/lab/truth-answers.ts";
import { formsToSend } from "../sites/generator/description.ts";
import { namesake, pair } from "../sites/people.ts";
import { IDS } from "../sites/generator/site.ts";
import type { Seen } from "./rehearse-site.ts";
import { factsRead, factsShown } from "./shown-facts.ts";

/** What speaks against a playbook after it was rehearsed, judged by what it made of the pages and by what their server was sent. */
export function complaintsOf(seen: Seen, truth: Truth): string[] {
  return [...endComplaints(seen), ...rowComplaints(seen), ...nobodyComplaints(seen), ...wallComplaints(seen), ...aloneComplaints(seen), ...sentComplaints(seen, truth)];
}

const LAST: Readonly<Record<Seen["description"]["ends"]["as"], AttemptEnd["kind"]>> = { looked: "looked", asked: "acknowledged", person: "human", waits: "no-mail" };

function endComplaints({ description: { ends }, loaded, person }: Seen): string[] {
  const { optOut, confirm } = loaded.playbook;
  const end = person.attempts.at(-1)?.end;
  const wanted = ends.as === "asked" ? [...(optOut ? ["optOut"] : []), ...(confirm ? ["confirm"] : [])] : [];
  const missing = wanted.filter((stage) => !person.attempts.some((one) => one.record.stage === stage && one.end.kind === "acknowledged"));
  // What a CAPTCHA wants was answered, so it is not what the person is needed for.
  const isRight = end?.kind === LAST[ends.as] && !(end.kind === "human" && end.reason === "captcha");
  return [...(isRight ? [] : [`ended otherwise than ${ends.as}:\n${story(person)}`]), ...missing.map((stage) => `${stage} was not acknowledged`)];
}

/** Both rows were read as they stand there, and only one of them is the person. */
function rowComplaints({ description, loaded, person }: Seen): string[] {
  if (!loaded.playbook.scan) return [];
  const verdicts = person.listings.map(({ match }) => match.verdict).join(", ");
  // Where no age is shown, nothing tells the two apart: then she is nobody's to take, and a person looks.
  const right = factsShown(description, namesake(IDS.other)).age.length > 0 ? "no, match" : "unsure, match";
  if (verdicts !== right) return [`the namesake and the person were judged as: ${verdicts}\n${story(person)}`];
  return pair(IDS).flatMap((one, i) => {
    const details = person.listings[i]?.details;
    const [shown, read] = [factsShown(description, one), details && factsRead(details)];
    return JSON.stringify(shown) === JSON.stringify(read) ? [] : [`row of ${one.id} shows ${JSON.stringify(shown)}\n and was read as ${JSON.stringify(read)}`];
  });
}

function nobodyComplaints({ description, nobody }: Seen): string[] {
  const hasSign = Object.values(description.pages).some(({ row, none }) => row !== undefined && none !== undefined);
  return (nobody?.attempts ?? []).flatMap(({ end }) => {
    const look = end.kind === "looked" ? end.look : undefined;
    if (hasSign && look?.kind === "seen" && look.hasNoneSign && look.sightings.length + look.others === 0) return [];
    return !hasSign && look?.kind === "unclear" ? [] : [`somebody who is not listed: ${sayOutcome(end)}`];
  });
}

/** A wall says nothing about who is listed. */
function wallComplaints({ walled }: Seen): string[] {
  return (walled?.attempts ?? []).flatMap(({ end }) => (isStopped(end) ? [] : [`a challenge that does not pass was taken for: ${sayOutcome(end)}`]));
}

function isStopped(end: AttemptEnd): boolean {
  return (end.kind === "looked" && end.look.kind === "unclear") || (end.kind === "human" && end.reason === "captcha");
}

function aloneComplaints({ alone }: Seen): string[] {
  const end = alone?.attempts.at(-1)?.end;
  return !end || (end.kind === "human" && end.reason === "captcha") ? [] : [`with nobody to answer its CAPTCHA: ${sayOutcome(end)}`];
}

function sentComplaints(seen: Seen, truth: Truth): string[] {
  const { slug, host } = seen.description;
  const { scan, optOut, confirm } = seen.loaded.playbook.discloses;
  const sent = truth.submissions.filter(({ site }) => site === slug);
  const [wanted, counted] = [formsToSend(seen.description), sent.map(({ form }) => form)];
  const told = truth.received.filter((one) => one.host === host).flatMap(({ fields }) => fields);
  const beyond = toldBeyond([...scan, ...optOut, ...confirm], [...new Set(told)]);
  const links = truth.links.filter(({ site }) => site === slug);
  return [
    ...(wanted.join() === counted.join() ? [] : [`was sent ${counted.join(", ") || "nothing"} instead of ${wanted.join(", ") || "nothing"}`]),
    ...sent.filter(({ listing }) => listing === IDS.other).map(({ form }) => `${form} was sent for the namesake`),
    ...beyond.map((field) => `was told ${field}, which is not declared`),
    ...links.filter(({ clicks }) => clicks !== 1).map(({ clicks }) => `its link was opened ${clicks} times`),
  ];
}

function story({ attempts }: Rehearsal): string {
  return attempts.map(({ record, end }) => `  ${record.stage}: ${sayOutcome(end)}\n${record.steps.map(({ step, verb, outcome }) => `    ${step} ${verb}: ${outcome}`).join("\n")}`).join("\n");
}
