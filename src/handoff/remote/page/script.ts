/** The page's script: it holds no secret of its own, makes no markup out of what it is told, and keeps nothing. */
export const SCRIPT = `"use strict";
const at = (id) => document.getElementById(id);
const [picture, canvas, typing, player] = ["picture", "canvas", "typing", "player"].map(at);
const buttons = ["done", "skip", "later", "stop", "sound"].map(at);
let key = sessionStorage.getItem("key");
let ask = 0;

// Coming in: the fragment is used once and taken out of the address.
async function enter() {
  const token = location.hash.slice(1);
  history.replaceState(null, "", "/");
  if (token !== "") {
    const response = await fetch("/enter", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token }) });
    if (response.ok) sessionStorage.setItem("key", (key = (await response.json()).key));
  }
  if (key) return listen();
  say("This address was used already. Start unlist handoff --remote again for a new one.");
}

async function listen() {
  const response = await fetch("/stream", { headers: { "X-Unlist-Key": key } });
  if (response.status === 409) return say("Somebody looks at it already. Close the other page first.");
  if (!response.ok) return say("This page does not belong to the sitting any more.");
  resize();
  const reader = response.body.getReader();
  let rest = new Uint8Array(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return over();
    const all = new Uint8Array(rest.length + value.length);
    all.set(rest);
    all.set(value, rest.length);
    rest = await take(all);
  }
}

// A byte that says which kind, four with the length, then the message.
async function take(bytes) {
  let at = 0;
  while (bytes.length - at >= 5) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at + 1, 4).getUint32(0);
    if (bytes.length - at - 5 < length) break;
    await hear(bytes[at], bytes.slice(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return bytes.slice(at);
}

async function hear(kind, body) {
  if (kind === 1) return draw(await createImageBitmap(new Blob([body], { type: "image/jpeg" })));
  if (kind === 2) return play(new Blob([body]));
  const words = JSON.parse(new TextDecoder().decode(body));
  if (words.note) at("note").textContent = words.note;
  if (words.state === "asking") show(words);
  if (words.state === "working") wait("unlist is at work. The next step shows here.");
  if (words.state === "over") over();
}

function draw(bitmap) {
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  bitmap.close();
  canvas.dataset.pictures = Number(canvas.dataset.pictures ?? 0) + 1;
}

function play(sound) {
  URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(sound);
  player.hidden = false;
}

function show({ ask: number, card }) {
  ask = number;
  at("broker").textContent = card.broker;
  at("asked").textContent = card.asked.join(" ");
  at("note").textContent = card.note ?? "";
  at("why").textContent = card.why;
  at("filled").textContent = card.filled.join(", ") || "nothing";
  at("next").textContent = card.next;
  at("code-form").hidden = !card.wantsCode;
  at("done").hidden = card.wantsCode;
  for (const button of buttons) button.disabled = false;
  picture.setAttribute("aria-label", "The page of " + card.broker + ", as a picture. Keys go to it. Escape leaves it.");
}

function wait(words) {
  ask = 0;
  say(words);
  at("note").textContent = "";
  at("code-form").hidden = true;
  player.hidden = true;
  canvas.width = canvas.width; // what stood in their form does not stay on the screen
  for (const button of buttons) button.disabled = true;
}

function over() {
  wait("This sitting is over. The terminal says what came of it; this page can be closed.");
}

function say(words) {
  at("asked").textContent = words;
}

// What is done in the picture goes out in its order, one bundle at a time.
const outbox = [];
let sent = Promise.resolve();
function send(input) {
  const last = outbox.at(-1);
  if (last && input.kind === "move" && last.kind === "move") outbox.pop();
  outbox.push(input);
  sent = sent.then(sendAll);
}

async function sendAll() {
  while (outbox.length > 0) await post("/input", outbox.splice(0, 64)).catch(() => undefined);
}

function post(path, body) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json", "X-Unlist-Key": key }, body: JSON.stringify(body) });
}

const clamp = (share) => Math.min(1, Math.max(0, share));
function place(event) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return { x: clamp((event.clientX - left) / width), y: clamp((event.clientY - top) / height) };
}

function resize() {
  const { width, height } = picture.getBoundingClientRect();
  const inside = (length) => Math.min(2000, Math.max(200, Math.round(length)));
  send({ kind: "size", width: inside(width), height: inside(height), scale: Math.min(3, Math.max(1, devicePixelRatio)) });
}

canvas.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "touch" || event.button !== 0) return;
  picture.focus({ preventScroll: true });
  canvas.setPointerCapture(event.pointerId);
  send({ kind: "down", ...place(event) });
});
canvas.addEventListener("pointermove", (event) => event.pointerType !== "touch" && send({ kind: "move", ...place(event) }));
canvas.addEventListener("pointerup", (event) => event.pointerType !== "touch" && event.button === 0 && send({ kind: "up", ...place(event) }));
for (const phase of ["start", "move", "end"]) {
  canvas.addEventListener("touch" + phase, (event) => {
    event.preventDefault();
    send({ kind: "touch", phase, points: [...event.touches].slice(0, 5).map(place) });
  }, { passive: false });
}
const step = (delta, mode) => Math.max(-2000, Math.min(2000, delta * (mode === 1 ? 16 : mode === 2 ? 400 : 1)));
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  send({ kind: "wheel", ...place(event), dx: step(event.deltaX, event.deltaMode), dy: step(event.deltaY, event.deltaMode) });
}, { passive: false });
canvas.addEventListener("contextmenu", (event) => event.preventDefault());

const KEYS = ["Enter", "Tab", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];
picture.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return leaveCopy(event);
  if (event.key === "Escape") return at("done").hidden ? at("code").focus() : at("done").focus();
  if (KEYS.includes(event.key)) send({ kind: "key", key: event.key, isShifted: event.shiftKey });
  else if ([...event.key].length === 1) send({ kind: "text", text: event.key });
  else return;
  event.preventDefault();
});

// No key copies out of the picture. Left to the browser, these would take the words around it instead.
function leaveCopy(event) {
  if (["a", "c", "x", "insert"].includes(event.key.toLowerCase())) event.preventDefault();
}

// For keyboards of phones, which tell what was typed and not which key.
typing.addEventListener("beforeinput", (event) => {
  if (event.inputType === "deleteContentBackward" && typing.value === "") send({ kind: "key", key: "Backspace", isShifted: false });
});
typing.addEventListener("input", (event) => {
  if (event.isComposing) return;
  if (typing.value !== "") send({ kind: "text", text: typing.value.slice(0, 200) });
  typing.value = "";
});
typing.addEventListener("keydown", (event) => {
  if (!["Enter", "Backspace"].includes(event.key)) return;
  event.preventDefault();
  send({ kind: "key", key: event.key, isShifted: false });
});

// Their word comes after all that they did before it.
function answer(words) {
  const given = { ...words, ask };
  sent = sent.then(() => post("/answer", given)).catch(() => undefined);
}
at("done").addEventListener("click", () => answer({ kind: "done" }));
at("skip").addEventListener("click", () => answer({ kind: "left", why: "skipped" }));
at("later").addEventListener("click", () => answer({ kind: "left", why: "later" }));
at("stop").addEventListener("click", () => answer({ kind: "left", why: "stopped" }));
at("sound").addEventListener("click", () => send({ kind: "sound" }));
at("code-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = at("code").value.trim();
  if (code !== "") answer({ kind: "code", code });
  at("code").value = "";
});
new ResizeObserver(() => key && ask > 0 && resize()).observe(picture);
enter().catch(() => say("The line to unlist broke. Load this page again."));
`;
