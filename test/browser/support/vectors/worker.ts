import type { Aim, Vector } from "./vector.ts";

type Ways = Readonly<Record<string, (aim: Aim) => string>>;

/** One API, asked in each of the ways that take another path through the browser. */
const FETCH_OPTIONS: Readonly<Record<string, string>> = {
  get: "",
  cors: 'mode: "cors"',
  head: 'method: "HEAD"',
  put: 'method: "PUT", body: "jane"',
  delete: 'method: "DELETE"',
  "own-header": 'headers: { "x-jane": "roe" }',
  "with-cookies": 'mode: "no-cors", credentials: "include"',
  "no-store": 'mode: "no-cors", cache: "no-store"',
  reload: 'mode: "no-cors", cache: "reload"',
  "force-cache": 'mode: "no-cors", cache: "force-cache"',
  "redirect-manual": 'mode: "no-cors", redirect: "manual"',
  "redirect-error": 'redirect: "error"',
  integrity: 'integrity: "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="',
  referrer: 'mode: "no-cors", referrerPolicy: "unsafe-url"',
  "low-priority": 'mode: "no-cors", priority: "low"',
  "get-keepalive": 'mode: "no-cors", keepalive: true',
  "form-data": 'mode: "no-cors", method: "POST", body: new FormData()',
  "form-encoded": 'mode: "no-cors", method: "POST", body: new URLSearchParams({ name: "jane" })',
  blob: 'mode: "no-cors", method: "POST", body: new Blob(["jane"])',
  bytes: 'mode: "no-cors", method: "POST", body: new Uint8Array([106, 97])',
};

const FETCHES: Ways = Object.fromEntries(Object.entries(FETCH_OPTIONS).map(([name, options]) => [`worker-fetch-${name}`, ({ https }: Aim) => `fetch("${https}/", { ${options} })`]));

/** Where the site itself sends a request on. */
const FORWARDED: Ways = Object.fromEntries(
  [301, 302, 303, 308].flatMap((status): [string, (aim: Aim) => string][] => [
    [`worker-fetch-${status}`, ({ https }) => `fetch("/forward/${status}/${new URL(https).hostname}", { mode: "no-cors" })`],
    [`worker-xhr-${status}`, ({ https }) => `const x = new XMLHttpRequest(); x.open("GET", "/forward/${status}/${new URL(https).hostname}"); x.send()`],
  ]),
);

/** A worker that a worker starts. */
const NESTED: Ways = Object.fromEntries(
  Object.entries({ fetch: "fetch", xhr: "xhr", import: "importScripts", socket: "socket", events: "events" }).flatMap(([name, way]): [string, (aim: Aim) => string][] => [
    [`worker-blob-${name}`, (aim) => `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(inNested(way, aim))}])))`],
    [`worker-data-${name}`, (aim) => `new Worker("data:text/javascript,${encodeURIComponent(inNested(way, aim))}")`],
  ]),
);

function inNested(way: string, { https, wss }: Aim): string {
  if (way === "fetch") return `fetch('${https}/', { mode: 'no-cors' })`;
  if (way === "xhr") return `const x = new XMLHttpRequest(); x.open('GET', '${https}/'); x.send()`;
  if (way === "importScripts") return `importScripts('${https}/')`;
  if (way === "socket") return `new WebSocket('${wss}/')`;
  return `new EventSource('${https}/')`;
}

const OTHERS: Ways = {
  "worker-import-scripts": ({ https }) => `importScripts("${https}/")`,
  "worker-import-json": ({ https }) => `import("${https}/", { with: { type: "json" } })`,
  "worker-module-blob": ({ https }) => `new Worker(URL.createObjectURL(new Blob(['import "${https}/"'], { type: "text/javascript" })), { type: "module" })`,
  "worker-module-data": ({ https }) => `new Worker("data:text/javascript," + encodeURIComponent('import "${https}/"'), { type: "module" })`,
  "worker-xhr-sync": ({ https }) => `const x = new XMLHttpRequest(); x.open("GET", "${https}/", false); x.send()`,
  "worker-xhr-cookies": ({ https }) => `const x = new XMLHttpRequest(); x.open("GET", "${https}/"); x.withCredentials = true; x.send()`,
  "worker-xhr-upload": ({ https }) => `const x = new XMLHttpRequest(); x.upload.onprogress = () => {}; x.open("POST", "${https}/"); x.send("jane")`,
  "worker-xhr-put": ({ https }) => `const x = new XMLHttpRequest(); x.open("PUT", "${https}/"); x.send(new Blob(["jane"]))`,
  "worker-xhr-header": ({ https }) => `const x = new XMLHttpRequest(); x.open("GET", "${https}/"); x.setRequestHeader("x-jane", "roe"); x.send()`,
  "worker-socket-protocol": ({ wss }) => `new WebSocket("${wss}/", ["jane"])`,
  "worker-socket-http": ({ https }) => `new WebSocket("${https}/")`,
  "worker-events-cookies": ({ https }) => `new EventSource("${https}/", { withCredentials: true })`,
  "worker-cache-all": ({ https }) => `caches.open("x").then((cache) => cache.addAll([new Request("${https}/", { mode: "no-cors" })]))`,
  "worker-font": ({ https }) => `new FontFace("x", "url(${https}/)").load()`,
  "worker-wasm": ({ https }) => `WebAssembly.compileStreaming(fetch("${https}/"))`,
  "worker-request-clone": ({ https }) => `fetch(new Request("${https}/", { mode: "no-cors" }).clone())`,
  "worker-aborted": ({ https }) => `const stop = new AbortController(); fetch("${https}/", { mode: "no-cors", signal: stop.signal }); setTimeout(() => stop.abort(), 2000)`,
  "worker-timer-text": ({ https }) => `setTimeout('fetch("${https}/", { mode: "no-cors" })')`,
  "worker-closing": ({ https }) => `fetch("${https}/", { mode: "no-cors", keepalive: true }); close()`,
};

/** What a script can do in a worker, beside what it can do anywhere (`code.ts`). */
export const workerVectors: readonly Vector[] = Object.entries({ ...FETCHES, ...FORWARDED, ...NESTED, ...OTHERS }).map(([name, code]) => ({ name, code, places: ["worker"] }));
