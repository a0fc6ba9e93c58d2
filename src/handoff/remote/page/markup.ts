/** The one page. Everything that changes in it comes through the stream, as text. */
export const MARKUP = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>unlist: a step for you</title>
<link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
</head>
<body>
<header>
<h1 id="broker">unlist</h1>
<p id="asked" role="status" aria-live="polite">Connecting</p>
<p id="note" role="status" aria-live="polite"></p>
</header>
<main>
<div id="picture" role="application" tabindex="0" aria-label="Their page, as a picture. Keys go to it. Escape leaves it." aria-describedby="help"><canvas id="canvas"></canvas></div>
<p id="help">Click, tap, scroll and type in the picture. Tab moves inside it; Escape leaves it. The form's own button sends nothing: unlist presses it when the step is done.</p>
</main>
<aside aria-label="The step">
<form id="code-form" hidden>
<label for="code">Their code</label>
<input id="code" autocomplete="one-time-code" inputmode="text" maxlength="40">
<button>Use this code</button>
</form>
<div class="row">
<button id="done" type="button">It is done</button>
<button id="skip" type="button">Skip</button>
<button id="later" type="button">Later</button>
<button id="stop" type="button">Stop</button>
</div>
<div class="row tools">
<label for="typing">Type into the page</label>
<input id="typing" autocomplete="off" autocapitalize="none" spellcheck="false">
<button id="sound" type="button">Ask for a sound instead</button>
</div>
<audio id="player" controls hidden aria-label="The sound that the page plays"></audio>
<dl>
<dt>Why</dt><dd id="why"></dd>
<dt>Filled in already</dt><dd id="filled"></dd>
<dt>Sent when you go on</dt><dd id="next"></dd>
</dl>
</aside>
</body>
</html>
`;
