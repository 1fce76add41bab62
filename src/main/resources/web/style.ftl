<style>
:root{color-scheme:light dark;--line:#8885;--soft:#8882;--bad:#c62828;--ok:#2e7d32;--warn:#b26a00}
@media (prefers-color-scheme:dark){:root{--bad:#ff8a80;--ok:#81c784;--warn:#ffb74d}}
body{font:16px/1.45 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
td{overflow-wrap:anywhere;min-width:6rem}td.n{min-width:0}.scroll{overflow-x:auto}
.tag{display:inline-block;border:1px solid currentColor;border-radius:.8rem;padding:0 .6rem;font-size:.85rem}
.bad{color:var(--bad)}.ok{color:var(--ok)}.warn{color:var(--warn)}.note{background:var(--soft);padding:.5rem .8rem;border-left:.25rem solid var(--warn)}
.notices{list-style:none;margin:.6rem 0;padding:.5rem .8rem;background:var(--soft);border-left:.25rem solid currentColor}.notices a{color:inherit}
details{display:inline-block;margin-left:.6rem}summary{cursor:pointer;padding:.2rem 0}
@media (max-width:40rem){th,td{padding:.25rem .3rem}.cards thead{display:none}.cards tr{display:block;border-bottom:1px solid var(--line);padding:.4rem 0}
.cards th,.cards td,.cards td.n{display:block;border:0;padding:.1rem 0;text-align:left}.cards td:empty{display:none}
.cards td[data-label]::before{content:attr(data-label) ": ";opacity:.7}.cards td div{display:inline}.cards td div+div::before{content:"; "}}
small{opacity:.8}ul{margin:0;padding-left:1.1rem}form{display:inline}
button{font:inherit;padding:.2rem .8rem;cursor:pointer}a:focus,button:focus{outline:3px solid #1976d2;outline-offset:2px}
</style>
