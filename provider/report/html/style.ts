/** The page's styles. Colours have a contrast of at least 4.5 to 1 with their background, in light and dark mode. */
export const STYLE = `
:root{color-scheme:light dark;--back:#fff;--card:#f6f8fa;--text:#1b1f24;--soft:#57606a;--rule:#d0d7de;--done:#0b61c4;--spread:#9cc2ef;--failed:#b3261e;--failedBack:#fdecea;--open:#7a5200;--openBack:#fff5dc}
@media(prefers-color-scheme:dark){:root{--back:#0d1117;--card:#161b22;--text:#e6edf3;--soft:#9aa4af;--rule:#30363d;--done:#6cb2ff;--spread:#2f5c8f;--failed:#ff8a80;--failedBack:#2d1514;--open:#f0c36d;--openBack:#2b2210}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:1rem;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:.5rem 0}
header p{margin:0}
.note,small,i{color:var(--soft);font-size:.8125rem;font-style:normal}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.5rem;margin:1rem 0}
.tiles div{background:var(--card);border:1px solid var(--rule);border-radius:.5rem;padding:.5rem .75rem}
.tiles dt{color:var(--soft);font-size:.875rem}
.tiles dd{margin:0;font-size:1.5rem;line-height:1.3;font-weight:600}
.tiles small{display:block;font-weight:400}
.tiles .failed,.failed article{background:var(--failedBack);border-color:var(--failed)}
.tiles .open,.open article{background:var(--openBack);border-color:var(--open)}
.tiles .failed dd,.tiles .failed dt,.failed h2{color:var(--failed)}
.tiles .open dd,.tiles .open dt,.open h2{color:var(--open)}
article{border:1px solid var(--rule);border-left-width:.3rem;border-radius:.5rem;padding:.5rem .75rem;margin:.5rem 0}
.remedy{margin:.25rem 0 .5rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}
.files{table-layout:fixed}
.files th:nth-child(2),.files td:nth-child(2){width:6.25rem;padding-right:0;text-align:right}
th,td{text-align:left;vertical-align:top;padding:.375rem .5rem .375rem 0;font-weight:400;border-top:1px solid var(--rule)}
thead th{border-top:0;color:var(--soft)}
tr b,tr i,tr u{display:block;unicode-bidi:isolate}
tr u{text-decoration:none}
tr b{font-weight:600}
td b{font-size:.8125rem}
tr i{font-size:.75rem}
details{margin:.25rem 0}
summary{cursor:pointer;padding:.375rem 0}
.run{border:1px solid var(--rule);border-radius:.5rem;padding:.25rem .75rem}
.run>summary{font-weight:600}
figure{margin:0;padding:0 .25rem}
.chart{margin:.75rem 0 .25rem;font-size:.875rem}
svg{display:block;width:100%;overflow:visible}
.grid{stroke:var(--rule)}
.tick{fill:var(--soft);font-size:12px}
.done{fill:var(--done)}
rect.failed{fill:url(#hatch)}
rect.done{stroke:var(--back)}
.hatchBack{fill:var(--back)}
.hatchLine{fill:var(--failed)}
.job{stroke:var(--done);stroke-width:3;stroke-linecap:round}
.spread{stroke:var(--spread);stroke-width:1.5}
.failedMark,.openMark{font-size:12px;font-weight:700;paint-order:stroke;stroke:var(--back);stroke-width:2}
.failedMark{fill:var(--failed)}
.openMark{fill:var(--open)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(min-width:40rem){body{padding:2rem}.files th:nth-child(2),.files td:nth-child(2){width:11rem}}
`;
