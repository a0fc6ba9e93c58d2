import type { Vector } from "./vector.ts";

const PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";

/** Elements and styles that fetch by themselves. */
const ELEMENTS: Readonly<Record<string, (T: string) => string>> = {
  img: (T) => `<img src="${T}/">`,
  srcset: (T) => `<img srcset="${T}/ 1x">`,
  picture: (T) => `<picture><source srcset="${T}/"><img src="${PIXEL}"></picture>`,
  "input-image": (T) => `<input type="image" src="${T}/">`,
  "body-background": (T) => `<table background="${T}/"><tr><td>x</table>`,
  video: (T) => `<video src="${T}/" autoplay muted></video>`,
  "video-source": (T) => `<video autoplay muted><source src="${T}/"></video>`,
  poster: (T) => `<video poster="${T}/"></video>`,
  audio: (T) => `<audio src="${T}/" preload="auto"></audio>`,
  object: (T) => `<object data="${T}/"></object>`,
  embed: (T) => `<embed src="${T}/">`,
  iframe: (T) => `<iframe src="${T}/"></iframe>`,
  "iframe-srcdoc": (T) => `<iframe srcdoc='<img src="${T}/">'></iframe>`,
  "iframe-data": (T) => `<iframe src='data:text/html,<img src="${T}/">'></iframe>`,
  script: (T) => `<script src="${T}/"></script>`,
  "script-module": (T) => `<script type="module" src="${T}/"></script>`,
  "svg-image": (T) => `<svg><image href="${T}/"/></svg>`,
  "svg-feimage": (T) => `<svg><filter id="f"><feImage href="${T}/"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`,
  "svg-script": (T) => `<svg><script href="${T}/"></script></svg>`,
  stylesheet: (T) => `<link rel="stylesheet" href="${T}/">`,
  "stylesheet-alternate": (T) => `<link rel="alternate stylesheet" title="x" href="${T}/">`,
  preload: (T) => `<link rel="preload" as="script" href="${T}/">`,
  "preload-font": (T) => `<link rel="preload" as="font" crossorigin href="${T}/">`,
  modulepreload: (T) => `<link rel="modulepreload" href="${T}/">`,
  prefetch: (T) => `<link rel="prefetch" href="${T}/">`,
  preconnect: (T) => `<link rel="preconnect" href="${T}">`,
  base: (T) => `<base href="${T}/"><img src="relative">`,
  "css-import": (T) => `<style>@import url("${T}/");</style>`,
  "css-background": (T) => `<p style="background: url(${T}/)">x</p>`,
  "css-image-set": (T) => `<p style="background: image-set('${T}/' 1x)">x</p>`,
  "css-list": (T) => `<ul style="list-style-image: url(${T}/)"><li>x</ul>`,
  "css-border": (T) => `<p style="border: 9px solid; border-image: url(${T}/) 9">x</p>`,
  "css-content": (T) => `<style>p::before { content: url("${T}/"); }</style><p>x</p>`,
  "css-mask": (T) => `<p style="mask-image: url(${T}/)">x</p>`,
  "css-shape": (T) => `<p style="float: left; shape-outside: url(${T}/)">x</p>`,
  "css-variable": (T) => `<p style="--u: url(${T}/); background: var(--u)">x</p>`,
  "css-cursor": (T) => `<p style="cursor: url(${T}/), auto">x</p>`,
  font: (T) => `<style>@font-face { font-family: x; src: url("${T}/"); } p { font-family: x; }</style><p>x</p>`,
  "import-map": (T) => `<script type="importmap">{"imports": {"x": "${T}/"}}</script><script type="module">import "x";</script>`,
  speculation: (T) => `<script type="speculationrules">{"prefetch": [{"urls": ["${T}/"]}]}</script>`,
  shadow: (T) => `<div><template shadowrootmode="open"><img src="${T}/"></template></div>`,
};

/** Ways of leaving the page, with and without a form in the hand. */
const DEPARTURES: Readonly<Record<string, (T: string) => string>> = {
  "meta-refresh": (T) => `<meta http-equiv="refresh" content="0; url=${T}/">`,
  link: (T) => `<a id="go" href="${T}/">go</a>`,
  "link-blank": (T) => `<a id="go" target="_blank" href="${T}/">go</a>`,
  "link-ping": (T) => `<a id="go" href="#here" ping="${T}/">go</a>`,
  "link-download": (T) => `<a id="go" download href="${T}/">go</a>`,
  area: (T) => `<map name="m"><area id="go" shape="rect" coords="0,0,9,9" href="${T}/"></map><img usemap="#m" src="${PIXEL}">`,
  "form-post": (T) => `<form method="post" action="${T}/"><input name="a" value="jane"><button id="go">go</button></form>`,
  "form-get": (T) => `<form action="${T}/"><input name="a" value="jane"><button id="go">go</button></form>`,
  "form-action": (T) => `<form method="post" action="/"><input name="a" value="jane"><button id="go" formaction="${T}/">go</button></form>`,
  "form-base": (T) => `<base href="${T}/"><form method="post" action="relative"><input name="a" value="jane"><button id="go">go</button></form>`,
  "form-blank": (T) => `<form method="post" target="_blank" action="${T}/"><input name="a" value="jane"><button id="go">go</button></form>`,
  "form-frame": (T) => `<iframe name="f"></iframe><form method="post" target="f" action="${T}/"><input name="a" value="jane"><button id="go">go</button></form>`,
  "form-plain": (T) => `<form method="post" action="${T.replace("https:", "http:")}/"><input name="a" value="jane"><button id="go">go</button></form>`,
  "link-plain": (T) => `<a id="go" href="${T.replace("https:", "http:")}/">go</a>`,
};

/** The site itself sends the page's words on: `/status/TARGET`, answered with that status and a Location. */
const FORWARDED: Readonly<Record<string, (to: (status: number) => string) => string>> = {
  "form-307": (to) => `<form method="post" action="${to(307)}"><input name="a" value="jane"><button id="go">go</button></form>`,
  "form-308": (to) => `<form method="post" action="${to(308)}"><input name="a" value="jane"><button id="go">go</button></form>`,
  "img-302": (to) => `<img src="${to(302)}">`,
  "iframe-301": (to) => `<iframe src="${to(301)}"></iframe>`,
  "script-303": (to) => `<script src="${to(303)}"></script>`,
  "stylesheet-302": (to) => `<link rel="stylesheet" href="${to(302)}">`,
  "location-302": (to) => `<script>location = "${to(302)}"</script>`,
};

export const markupVectors: readonly Vector[] = [
  ...Object.entries({ ...ELEMENTS, ...DEPARTURES }).map(([name, of]): Vector => ({ name, body: ({ https }) => of(https) })),
  ...Object.entries(FORWARDED).map(([name, of]): Vector => ({ name, body: ({ https }) => of((status) => `/forward/${status}/${new URL(https).hostname}`) })),
];
