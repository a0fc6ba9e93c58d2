import { html, trusted, type Html, type Piece } from "./html.ts";
import type { Reply, Site } from "./site.ts";

export interface PageParts {
  readonly title: string;
  readonly main: Piece;
  /** Comes before everything else on the page: banners. */
  readonly before?: Piece;
  readonly script?: string;
}

/** A whole page in the dress of its site. */
export function page(site: Site, parts: PageParts): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${parts.title} · ${site.name}</title>
<style>${trusted(style(site.accent))}</style>
</head>
<body>
${parts.before}
<header><a class="brand" href="https://${site.host}/">${site.name}</a><nav aria-label="Site"><a href="https://${site.host}/">Search</a> <a href="https://${site.host}/optout">Privacy</a></nav></header>
<main><h1>${parts.title}</h1>
${parts.main}
</main>
<footer>${site.name} is an invented site of the unlist lab. Nobody on it is real.</footer>
${parts.script === undefined ? undefined : html`<script>${trusted(parts.script)}</script>`}
</body>
</html>
`;
}

/** The answer that most handlers give: a page, 200 unless said otherwise. */
export function reply(site: Site, parts: PageParts, status = 200): Reply {
  return { status, body: page(site, parts) };
}

function style(accent: string): string {
  return `
*{box-sizing:border-box} body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#20242c;background:#f6f7f9}
header{display:flex;justify-content:space-between;align-items:center;padding:.9rem 1.5rem;background:${accent};color:#fff}
header a{color:#fff;text-decoration:none;margin-left:1rem} .brand{font-weight:700;font-size:1.15rem;margin:0}
main{max-width:46rem;margin:2rem auto;padding:1.5rem 2rem;background:#fff;border:1px solid #e2e5ea;border-radius:8px}
h1{margin-top:0;font-size:1.5rem} footer{max-width:46rem;margin:0 auto 2rem;color:#697080;font-size:.85rem}
form label,fieldset label{display:block;margin:.8rem 0 .2rem;font-weight:600}
input,select,textarea{width:100%;max-width:26rem;padding:.5rem .6rem;border:1px solid #b8bec9;border-radius:5px;font:inherit}
input[type=checkbox],input[type=radio]{width:auto} button{margin-top:1rem;padding:.55rem 1.1rem;border:0;border-radius:5px;background:${accent};color:#fff;font:inherit;cursor:pointer}
.card{padding:1rem 0;border-bottom:1px solid #e2e5ea} .card h2{margin:0 0 .2rem;font-size:1.1rem} .card ul{margin:.2rem 0;padding-left:1.2rem}
table{width:100%;border-collapse:collapse} td,th{padding:.5rem;text-align:left;border-bottom:1px solid #e2e5ea}
.notice{padding:.8rem 1rem;background:#eef4ee;border-left:4px solid #3c7d4f} .muted{color:#697080}
.banner{position:fixed;inset:auto 0 0 0;padding:1rem 1.5rem;background:#20242c;color:#fff;z-index:9} .overlay{position:fixed;inset:0;background:rgba(0,0,0,.55);z-index:8}
.aside{margin-bottom:1.5rem;padding:1rem;border:1px dashed #b8bec9;border-radius:6px}`;
}
