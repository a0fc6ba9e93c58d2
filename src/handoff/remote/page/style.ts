/** One column on a phone, the step beside the picture where there is room. */
export const STYLE = `:root { color-scheme: light dark; --line: #8a8f98; --ink: #1c2126; --paper: #fbfbf9; --strong: #14527a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaec; --paper: #17191c; --strong: #8ec5e8; --line: #6d747d; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; padding: 0.75rem; font: 1rem/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); }
h1 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
p { margin: 0.2rem 0; }
#asked { font-size: 1.05rem; }
#note:not(:empty) { border-left: 0.25rem solid var(--strong); padding-left: 0.5rem; }
#help { font-size: 0.85rem; margin-top: 0.6rem; }
#picture { border: 1px solid var(--line); height: 60vh; min-height: 16rem; overflow: hidden; touch-action: none; background: #fff; }
#picture:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
canvas { display: block; width: 100%; height: 100%; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 0.4rem 0; }
button, input { font: inherit; color: inherit; min-height: 2.75rem; padding: 0.3rem 0.8rem; border: 1px solid var(--line); border-radius: 0.4rem; background: transparent; }
input { min-width: 0; flex: 1 1 8rem; }
#done, #code-form button { background: var(--strong); color: var(--paper); border-color: var(--strong); }
button:disabled { opacity: 0.5; }
#code-form { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
dl { margin: 0.5rem 0 0; }
dt { font-weight: 600; margin-top: 0.4rem; }
dd { margin: 0; overflow-wrap: anywhere; }
@media (min-width: 60rem) {
  body { grid-template-columns: minmax(0, 1fr) 23rem; grid-template-areas: "head head" "main side"; }
  header { grid-area: head; }
  main { grid-area: main; }
  aside { grid-area: side; }
  #picture { height: calc(100vh - 10rem); }
}
`;
