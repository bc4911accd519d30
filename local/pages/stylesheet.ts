/** One stylesheet for managed login, the social providers, the inbox and the admin page; light and dark. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --page: #f4f5f8; --card: #fff; --text: #16181d; --muted: #5b6270; --line: #d5d9e0; --field-line: #858c99;
  --accent: #4338ca; --accent-strong: #3730a3; --on-accent: #fff; --tint: #eef0ff;
  --bad: #b42318; --bad-tint: #fef1f0; --good: #1d6b3a; --good-tint: #edf8f0;
  --shadow: 0 1px 2px rgb(16 24 40 / .06), 0 12px 32px rgb(16 24 40 / .08);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1115; --card: #181b21; --text: #eceef2; --muted: #a3aab8; --line: #2d323c; --field-line: #6f7786;
    --accent: #a5b4fc; --accent-strong: #c7d2fe; --on-accent: #14163a; --tint: #1f2340;
    --bad: #ffb4ab; --bad-tint: #3a1d1b; --good: #93d7a8; --good-tint: #16301f;
    --shadow: 0 1px 2px rgb(0 0 0 / .4), 0 12px 32px rgb(0 0 0 / .35);
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100dvh; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
a { color: var(--accent); text-underline-offset: 2px; }
a:hover { color: var(--accent-strong); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; }
h2 { margin: 0 0 .75rem; font-size: 1.0625rem; }
p { margin: 0; }

.stage { min-height: 100dvh; display: grid; place-items: center; padding: 2rem 1rem; }
.card {
  width: 100%; max-width: 26rem; display: grid; gap: 1.25rem; padding: 2rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--shadow);
}
.brand { display: flex; align-items: center; gap: .625rem; font-weight: 600; min-width: 0; overflow-wrap: anywhere; }
.brand svg { flex: none; }
.head { display: grid; gap: .375rem; }
.muted { color: var(--muted); }
.small { font-size: .875rem; }
form, .stack { display: grid; gap: 1rem; margin: 0; }
.field { display: grid; gap: .375rem; }
label { font-size: .875rem; font-weight: 600; }
.row { display: flex; justify-content: space-between; align-items: center; flex-wrap: wrap; gap: .25rem .75rem; }
input:not([type=hidden]):not([type=checkbox]):not([type=radio]) {
  width: 100%; min-height: 2.875rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--field-line); border-radius: 10px;
}
input:focus-visible { outline-offset: 0; border-color: var(--accent); }
input[aria-invalid=true] { border-color: var(--bad); }
input.code { font-size: 1.375rem; letter-spacing: .3em; text-align: center; font-variant-numeric: tabular-nums; }
input[type=checkbox], input[type=radio] { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); flex: none; }
.check { display: flex; align-items: center; gap: .625rem; min-height: 1.75rem; }
.check label { font-weight: 400; }
.reveal { position: relative; }
.reveal input { padding-right: 5.5rem !important; }
.reveal button {
  position: absolute; inset: 4px 4px 4px auto; padding: 0 .75rem; font: inherit; font-size: .875rem; font-weight: 600;
  color: var(--accent); background: none; border: 0; border-radius: 7px; cursor: pointer;
}
.button {
  display: inline-flex; align-items: center; justify-content: center; gap: .625rem; min-height: 2.875rem; width: 100%;
  padding: .5rem 1rem; font: inherit; font-weight: 600; text-decoration: none; text-align: center; cursor: pointer;
  color: var(--text); background: var(--card); border: 1px solid var(--field-line); border-radius: 10px;
}
.button:hover { background: var(--tint); color: var(--text); }
.button.primary { color: var(--on-accent); background: var(--accent); border-color: transparent; }
.button.primary:hover { color: var(--on-accent); background: var(--accent-strong); }
.button.compact { width: auto; min-height: 2.25rem; padding: .25rem .75rem; font-size: .875rem; }
.link { padding: 0; font: inherit; color: var(--accent); background: none; border: 0; text-decoration: underline; text-underline-offset: 2px; cursor: pointer; text-align: left; }
.link.small { font-size: .875rem; }
.or { display: grid; grid-template-columns: 1fr auto 1fr; gap: .75rem; align-items: center; color: var(--muted); font-size: .875rem; }
.or::before, .or::after { content: ""; height: 1px; background: var(--line); }
.notice { padding: .75rem .875rem; border-radius: 10px; font-size: .9375rem; color: var(--good); background: var(--good-tint); }
.notice.bad { color: var(--bad); background: var(--bad-tint); }
.secret {
  padding: .75rem; border: 1px dashed var(--field-line); border-radius: 10px; overflow-wrap: anywhere;
  font: 500 1rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; letter-spacing: .05em; user-select: all;
}
.actions { display: flex; gap: .75rem; flex-wrap: wrap; }
.actions > * { flex: 1 1 8rem; }
.panel .actions > * { flex-basis: 14rem; }
.actions.reverse { flex-direction: row-reverse; }

.people { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.people li + li { border-top: 1px solid var(--line); }
.person {
  display: flex; align-items: center; gap: .875rem; width: 100%; padding: .75rem .875rem; font: inherit; color: inherit;
  text-align: left; text-decoration: none; background: none; border: 0; cursor: pointer;
}
.person:hover { background: var(--tint); color: inherit; }
.person:focus-visible { outline-offset: -3px; border-radius: 12px; }
.person strong, .person span span { display: block; overflow-wrap: anywhere; }
.person strong { font-weight: 600; line-height: 1.3; }
.face {
  flex: none; width: 2.5rem; height: 2.5rem; border-radius: 50%; display: grid; place-items: center;
  font-weight: 600; color: var(--on-accent); background: var(--accent);
}

.sheet { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; display: grid; gap: 1.5rem; }
.sheet.narrow { max-width: 44rem; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; justify-content: space-between; }
.bar nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem; min-width: 0; }
.mail { display: grid; gap: .5rem; }
.mail p { white-space: pre-line; overflow-wrap: anywhere; }
.mail h2 { margin: 0; }
.mail .number {
  font: 600 2rem/1.2 ui-monospace, "SF Mono", Menlo, Consolas, monospace; letter-spacing: .12em; overflow-wrap: anywhere;
}
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line); white-space: nowrap; }
tbody th { font-weight: 600; }
thead th { border-top: 0; color: var(--muted); font-weight: 600; }
td.wrap { white-space: normal; overflow-wrap: anywhere; min-width: 12rem; }
.tag { display: inline-block; padding: 0 .5rem; border-radius: 999px; background: var(--tint); font-size: .8125rem; }
.tag.bad { color: var(--bad); background: var(--bad-tint); }
code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  .stage { place-items: start center; padding: 0; background: var(--card); }
  .card { border: 0; border-radius: 0; box-shadow: none; padding: 1.75rem 1.25rem; }
}
`.trim();
