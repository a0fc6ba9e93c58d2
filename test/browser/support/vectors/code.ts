import { script, type Aim, type Vector } from "./vector.ts";

/** What a script can do on a page and in a worker alike. */
const ANYWHERE: Readonly<Record<string, (aim: Aim) => string>> = {
  fetch: ({ https }) => `fetch("${https}/", { mode: "no-cors", method: "POST", body: "jane" })`,
  "fetch-keepalive": ({ https }) => `fetch("${https}/", { mode: "no-cors", method: "POST", keepalive: true, body: "jane" })`,
  "fetch-307": ({ https }) => `fetch("/forward/307/${new URL(https).hostname}", { method: "POST", mode: "no-cors", body: "jane" })`,
  xhr: ({ https }) => `const x = new XMLHttpRequest(); x.open("POST", "${https}/"); x.send("jane")`,
  websocket: ({ wss }) => `new WebSocket("${wss}/")`,
  "websocket-stream": ({ wss }) => `new WebSocketStream("${wss}/")`,
  eventsource: ({ https }) => `new EventSource("${https}/")`,
  import: ({ https }) => `import("${https}/")`,
  cache: ({ https }) => `caches.open("x").then((cache) => cache.add("${https}/"))`,
};

const PAGE_ONLY: Readonly<Record<string, (aim: Aim) => string>> = {
  beacon: ({ https }) => `navigator.sendBeacon("${https}/", "jane")`,
  "beacon-307": ({ https }) => `navigator.sendBeacon("/forward/307/${new URL(https).hostname}", "jane")`,
  "last-fetch": ({ https }) => `addEventListener("pagehide", () => fetch("${https}/", { method: "POST", keepalive: true, mode: "no-cors", body: "jane" })); location = "/blank"`,
  "last-beacon": ({ https }) => `addEventListener("pagehide", () => navigator.sendBeacon("${https}/", "jane")); location = "/blank"`,
  location: ({ https }) => `location = "${https}/"`,
  "location-replace": ({ https }) => `location.replace("${https}/")`,
  history: ({ https }) => `history.pushState(0, "", "/x"); setTimeout(() => { location.href = "${https}/"; })`,
  "window-open": ({ https }) => `window.open("${https}/")`,
  "window-open-noopener": ({ https }) => `window.open("${https}/", "_blank", "noopener")`,
  "window-blob": ({ https }) => `window.open(URL.createObjectURL(new Blob(['<img src="${https}/">'], { type: "text/html" })))`,
  "iframe-blob": ({ https }) => `document.body.append(Object.assign(document.createElement("iframe"), { src: URL.createObjectURL(new Blob(['<img src="${https}/">'], { type: "text/html" })) }))`,
  "iframe-blank": ({ https }) => `const f = document.body.appendChild(document.createElement("iframe")); f.contentWindow.fetch("${https}/", { mode: "no-cors" })`,
  image: ({ https }) => `new Image().src = "${https}/"`,
  "audio-code": ({ https }) => `new Audio("${https}/").load()`,
  "font-face": ({ https }) => `new FontFace("x", "url(${https}/)").load()`,
  "document-write": ({ https }) => `document.write('<script src="${https}/"><\\/script>')`,
  "inner-html": ({ https }) => `document.body.innerHTML = '<img src="${https}/">'`,
  worklet: ({ https }) => `new AudioContext().audioWorklet.addModule("${https}/")`,
  "paint-worklet": ({ https }) => `CSS.paintWorklet.addModule("${https}/")`,
  "worker-import": ({ https }) => `new Worker(URL.createObjectURL(new Blob(['importScripts("${https}/")'])))`,
  "worker-module": ({ https }) => `new Worker(URL.createObjectURL(new Blob(['import "${https}/"'], { type: "text/javascript" })), { type: "module" })`,
  "worker-nested": ({ https }) => `new Worker(URL.createObjectURL(new Blob(['new Worker(URL.createObjectURL(new Blob([\\'fetch("${https}/", { mode: "no-cors" })\\'])))'])))`,
  "turn-tcp": ({ https }) => `const p = new RTCPeerConnection({ iceServers: [{ urls: "turn:${new URL(https).hostname}:443?transport=tcp", username: "u", credential: "c" }] });
    p.createDataChannel("x"); p.createOffer().then((offer) => p.setLocalDescription(offer))`,
};

/** Past TCP altogether. */
const UDP: Readonly<Record<string, (aim: Aim) => string>> = {
  stun: ({ udpPort }) => `const p = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:${udpPort}" }] });
    p.createDataChannel("x"); p.createOffer().then((offer) => p.setLocalDescription(offer))`,
  turn: ({ udpPort }) => `const p = new RTCPeerConnection({ iceServers: [{ urls: "turn:127.0.0.1:${udpPort}", username: "u", credential: "c" }] });
    p.createDataChannel("x"); p.createOffer().then((offer) => p.setLocalDescription(offer))`,
  "ice-candidate": ({ udpPort }) => `(async () => { const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()]; a.createDataChannel("x");
    await a.setLocalDescription(); await b.setRemoteDescription(a.localDescription); await b.setLocalDescription(); await a.setRemoteDescription(b.localDescription);
    await a.addIceCandidate({ sdpMLineIndex: 0, candidate: "candidate:1 1 udp 2130706431 127.0.0.1 ${udpPort} typ host" }); })()`,
  webtransport: ({ udpPort }) => `new WebTransport("https://127.0.0.1:${udpPort}/")`,
};

/** What the answer's own headers make the browser do. */
const HEADERS: Readonly<Record<string, (T: string) => Record<string, string>>> = {
  "csp-report": (T) => ({ "content-security-policy": `img-src 'none'; report-uri ${T}/` }),
  "csp-report-only": (T) => ({ "content-security-policy-report-only": `img-src 'none'; report-uri ${T}/` }),
  "header-refresh": (T) => ({ refresh: `0; url=${T}/` }),
  "header-preload": (T) => ({ link: `<${T}/>; rel=preload; as=script` }),
  "header-preconnect": (T) => ({ link: `<${T}>; rel=preconnect` }),
  "header-stylesheet": (T) => ({ link: `<${T}/>; rel=prefetch` }),
};

export const codeVectors: readonly Vector[] = [
  ...Object.entries(ANYWHERE).map(([name, code]): Vector => ({ name, code })),
  ...Object.entries(PAGE_ONLY).map(([name, code]): Vector => ({ name, body: (aim) => script(code(aim)) })),
  ...Object.entries(UDP).map(([name, code]): Vector => ({ name, body: (aim) => script(code(aim)), isUdp: true })),
  ...Object.entries(HEADERS).map(([name, headers]): Vector => ({ name, body: () => '<img src="/forbidden">', headers: ({ https }) => headers(https) })),
];
