/** Of the page; colours for light and dark in one place. */
export const style = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --text: #1c2330; --dim: #667085; --line: #e3e7ee;
  --good: #17803d; --busy: #1d5fd1; --odd: #b25e09; --bad: #c62f2f; --gone: #7a8699; }
@media (prefers-color-scheme: dark) { :root { --ground: #12161d; --card: #1a2029; --text: #e4e8ef; --dim: #97a3b6;
  --line: #2c3543; --good: #4cc077; --busy: #74a7ff; --odd: #eba450; --bad: #ff7b7b; --gone: #8693a8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.45 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; align-items: baseline; padding: 1.1rem 1.5rem .3rem; }
h1 { font-size: 1.25rem; margin: 0; }
header p { margin: 0; color: var(--dim); }
#live::before { content: "●"; color: var(--good); margin-right: .35em; }
body.lost #live::before { color: var(--bad); }
main, .set { padding: 0 1.5rem; }
main { padding-bottom: 2rem; }
section, .set details { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1.1rem;
  margin: .9rem 0 0; }
h2 { font-size: 1rem; margin: 0 0 .5rem; }
h2 span { color: var(--dim); font-weight: normal; margin-left: .3em; }
h3 { font-size: 1rem; margin: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; color: var(--dim); font-size: .8rem; padding: .25rem .9rem .25rem 0; }
td { vertical-align: top; padding: .4rem .9rem .4rem 0; border-top: 1px solid var(--line); }
td:last-child { overflow-wrap: anywhere; }
td p { margin: 0; }
td:first-child { white-space: nowrap; }
small { display: block; color: var(--dim); font-size: .78rem; }
summary small, dd small, td b + small { display: inline; margin-left: .4em; }
.place { white-space: nowrap; }
summary { cursor: pointer; }
time { font-variant-numeric: tabular-nums; }
pre, code { font: 12px/1.45 ui-monospace, monospace; }
pre { margin: .3rem 0; white-space: pre-wrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .3rem 0; font-size: .85rem; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
.none { color: var(--dim); margin: .2rem 0; }
.pill { display: inline-block; font-size: .75rem; border: 1px solid; border-radius: 99px; padding: 0 .6em; white-space: nowrap; }
.good { color: var(--good); } .busy { color: var(--busy); } .odd { color: var(--odd); } .bad { color: var(--bad); }
.gone { color: var(--gone); }
tr.good, tr.bad { color: inherit; } tr.good b { color: var(--good); } tr.bad td:nth-child(4) { color: var(--bad); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(340px, 1fr)); gap: 1rem 2rem; }
article p { margin: .4rem 0; }
article details { border-top: 1px solid var(--line); padding: .35rem 0; }
svg { width: 100%; display: block; margin: .2rem 0; font-size: 13px; }
svg text { fill: var(--text); } svg .tick { fill: var(--dim); font-size: 11px; text-anchor: middle; }
svg line { stroke: var(--line); }
svg rect { fill: currentColor; fill-opacity: .22; stroke: currentColor; }
svg g text { font-size: 12px; fill: currentColor; }
svg g.busy rect { animation: under-way 1.2s ease-in-out infinite alternate; }
@keyframes under-way { to { fill-opacity: .5; } }
@media (prefers-reduced-motion: reduce) { svg g.busy rect { animation: none; } }
`;
