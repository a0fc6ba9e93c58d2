import { once } from "node:events";
import { IncomingMessage, request, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { startLabHere } from "../../src/lab/start-lab.ts";
import { Truth } from "../../src/lab/truth.ts";
import { DAY0 } from "../../src/lab/lab-clock.ts";
import { DAY_MS } from "../../src/base/duration.ts";
import type { Announcement } from "../../src/lab/announcement.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Somebody who looks at the lab's sites by plain HTTP, with the harness's key in the other hand. */
export interface Visitor extends AsyncDisposable {
  readonly announcement: Announcement;
  get(url: string): Promise<Answer>;
  post(url: string, form: Record<string, string> | [string, string][]): Promise<Answer>;
  text(url: string): Promise<string>;
  onDay(day: number): Promise<void>;
  truth(): Promise<Truth>;
  control(path: string, order?: object): Promise<Response>;
}

export async function visitLab(): Promise<Visitor> {
  const lab = await startLabHere();
  const { announcement } = lab;
  const ask = (address: string, form?: string) => {
    const { host, pathname, search } = new URL(address);
    const origin = announcement.map[host];
    if (origin === undefined) throw new Error(`the map does not name ${host}`);
    return send({ url: `${origin}${pathname}${search}`, host, form });
  };
  const control = (path: string, order?: object) =>
    fetch(`${announcement.control}${path}`, {
      headers: { authorization: `Bearer ${announcement.token}` },
      ...(order === undefined ? {} : { method: "POST", body: JSON.stringify(order) }),
    });
  return {
    announcement,
    get: (url) => ask(url),
    post: (url, form) => ask(url, new URLSearchParams(form).toString()),
    text: async (url) => (await ask(url)).text,
    onDay: async (day) => {
      await control("/clock", { now: new Date(Date.parse(DAY0) + day * DAY_MS).toISOString() });
    },
    truth: async () => Truth.parse(await (await control("/truth")).json()),
    control,
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  };
}

/** `fetch` would name 127.0.0.1 as the host; a rehearsal's proxy names the site. */
async function send({ url, host, form }: { url: string; host: string; form: string | undefined }): Promise<Answer> {
  const headers = { host, ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }) };
  const asked = request(url, { method: form === undefined ? "GET" : "POST", headers });
  asked.end(form);
  const [response] = z.tuple([z.instanceof(IncomingMessage)]).parse(await once(asked, "response"));
  return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) };
}

export const ALIAS = "marigold+somebroker@lab.example";
