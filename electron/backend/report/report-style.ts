/** The report page's look: one type scale (13, 16, 20, 31 px), two hues for two hands, paper and ink. */
export const reportStyle = `
:root{color-scheme:light dark;--paper:#fbfaf7;--raised:#fff;--ink:#1c2430;--soft:#5c6673;--line:#e2ded5;
--right:#1f6fb2;--left:#bd5518;--neutral:#6b7280;--picture:#f4f2ec}
@media (prefers-color-scheme:dark){:root{--paper:#13161b;--raised:#1a1e25;--ink:#e9e6df;--soft:#9aa4b0;
--line:#2b313a;--right:#62aee8;--left:#ee9660;--neutral:#98a1ad;--picture:#0e1115}
.ink-picture{filter:invert(1)}.hue-picture{filter:brightness(1.3)}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
main,.masthead,.colophon{max-width:1000px;margin:0 auto;padding:0 28px}
h1,h2{font-family:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua","P052",Georgia,serif;font-weight:500;
line-height:1.2;margin:0;text-wrap:balance}
h1,h2{font-size:31px;letter-spacing:-.01em}
h3{font-size:20px;font-weight:600;line-height:1.3;margin:52px 0 4px;letter-spacing:-.01em}
p{margin:0 0 12px;max-width:66ch}
small,.small{font-size:13px;color:var(--soft);line-height:1.5}
.masthead{padding-top:56px;padding-bottom:36px}
.wordmark{font-size:13px;letter-spacing:.14em;text-transform:uppercase;color:var(--soft);margin:0 0 20px}
.masthead p{margin-top:16px}
.masthead nav .small{white-space:nowrap}
.masthead nav{display:flex;flex-wrap:wrap;gap:4px 24px;margin-top:20px}
a{color:inherit;text-decoration-color:var(--line);text-underline-offset:3px}
a:hover{text-decoration-color:currentColor}
article{border-top:1px solid var(--line);padding:44px 0 28px}
.composer{color:var(--soft);margin:0 0 4px}
.remark{margin:12px 0 0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:20px 28px;margin:32px 0 0}
.figures div{border-left:2px solid var(--line);padding-left:14px}
.figures dt{font-size:13px;color:var(--soft)}
.figures dd{margin:0;font-size:31px;line-height:1.25;letter-spacing:-.02em}
.figures dd span{font-size:16px;letter-spacing:0;color:var(--soft)}
.figures .small{display:block}
.tone-right{--tone:var(--right)}.tone-left{--tone:var(--left)}.tone-neutral{--tone:var(--neutral)}
.name{display:flex;align-items:center;gap:10px;font-weight:500}
.name::before{content:"";flex:none;width:10px;height:10px;border-radius:3px;background:var(--tone,var(--ink))}
.listen{display:grid;grid-template-columns:170px 1fr 1fr;gap:10px 20px;align-items:center;margin-top:18px}
.listen .small{align-self:end}
audio{width:100%;height:38px;min-width:0}
.scores{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin-top:14px}
th,td{text-align:right;padding:9px 0 9px 20px;border-bottom:1px solid var(--line);font-weight:400;white-space:nowrap}
th{font-size:13px;color:var(--soft)}
th:first-child,td:first-child{text-align:left;padding-left:0}
td.lead{font-weight:600}
tbody tr:last-child td{border-bottom:0}
figure{margin:20px 0 0}
figcaption{display:flex;flex-wrap:wrap;gap:2px 16px;justify-content:space-between;margin-bottom:6px}
figcaption strong{font-weight:500}
.plot{display:grid;grid-template-columns:30px 1fr;font-size:13px;color:var(--soft)}
.pitches{position:relative}
.pitches span{position:absolute;right:8px;transform:translateY(-50%);line-height:1}
.picture{position:relative;height:248px;background:var(--picture);border-radius:6px;overflow:hidden;cursor:crosshair}
.picture img{display:block;width:100%;height:100%}
.picture i{position:absolute;left:0;right:0;height:1px;background:var(--ink);opacity:.07}
.short .picture{height:150px}
.playhead{position:absolute;top:0;bottom:0;width:1px;background:var(--ink);opacity:0}
.times{grid-column:2;position:relative;height:20px}
.times span{position:absolute;top:5px;transform:translateX(-50%);line-height:1}
.times span:first-child{transform:none}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:0 44px}
.curve{display:block;width:100%;height:150px;background:var(--picture);border-radius:6px;overflow:hidden}
.curve polyline{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-linejoin:round}
.curve polygon{fill:var(--ink);opacity:.06}
.ends{display:flex;flex-wrap:wrap;gap:0 20px;justify-content:space-between;margin-top:4px}
.phases{display:flex;gap:2px;height:14px;margin-top:20px;border-radius:4px;overflow:hidden}
.phases span{background:var(--ink);min-width:1px}
.legend{list-style:none;margin:12px 0 0;padding:0}
.legend li{display:flex;align-items:center;gap:10px;padding:3px 0}
.legend li::before{content:"";width:10px;height:10px;border-radius:3px;background:var(--ink);opacity:var(--o)}
.legend b{margin-left:auto;font-weight:400}
.settings{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,290px),1fr));gap:0 44px;margin:14px 0 0}
.settings div{display:flex;justify-content:space-between;gap:20px;border-bottom:1px solid var(--line);padding:7px 0}
.settings dt{color:var(--soft)}.settings dd{margin:0;text-align:right;overflow-wrap:anywhere}
.colophon{border-top:1px solid var(--line);padding-top:32px;padding-bottom:64px}
.colophon h3{margin-top:0}
@media (max-width:700px){.listen{grid-template-columns:1fr}.listen .head{display:none}.listen [data-column]::before{content:attr(data-column);font-size:13px;color:var(--soft)}h3{margin-top:40px}
main,.masthead,.colophon{padding-left:18px;padding-right:18px}}
@media print{audio{display:none}article{break-before:page}}
`.replaceAll('\n', '');
