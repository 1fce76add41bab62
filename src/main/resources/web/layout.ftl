<#function when time><#return time?is_hash?then(time.words, time?replace("T", " ")?replace("Z", " UTC"))></#function>
<#macro at time><time datetime="${time.iso}">${time.words}</time></#macro>
<#function tone word>
<#switch word>
<#case "malicious"><#case "parked"><#case "open"><#case "failed"><#case "refused"><#case "unauthorised"><#case "rejected"><#return "bad"><#break>
<#case "suspicious"><#case "quota"><#case "half-open"><#case "pending"><#case "attempted"><#case "not-checked"><#return "warn"><#break>
<#case "no-threat-found"><#case "done"><#case "closed"><#case "found"><#case "created"><#case "sent"><#case "delivered"><#return "ok"><#break>
<#default><#return "plain">
</#switch>
</#function>
<#macro badge word><span class="badge ${tone(word)}">${word?replace("-", " ")}</span></#macro>
<#macro page title active="" live=true>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<#if (refresh!0) gt 0><meta http-equiv="refresh" content="${refresh}"></#if>
<meta name="color-scheme" content="light dark">
<title>${title} – ioc-enrichment</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/console.css">
<script src="/assets/console.js" defer></script>
</head>
<body>
<a class="skip" href="#live">Skip to the content</a>
<header class="bar">
<div class="wrap">
<a class="brand" href="/">ioc-enrichment</a>
<nav aria-label="Views">
<#list [["now", "/", "Now"], ["search", "/search", "Search"], ["work", "/work", "Work"], ["sources", "/sources", "Sources"], ["trends", "/trends", "Trends"]] as v>
<a href="${v[1]}"<#if active == v[0]> aria-current="page"</#if>>${v[2]}</a>
</#list>
</nav>
<form class="find" action="/search" role="search"><input type="search" name="q" id="find" aria-label="Find an incident: number, indicator, hash or words of the subject" placeholder="Number, indicator or words" maxlength="2000" autocomplete="off" spellcheck="false"><button>Find</button></form>
</div>
</header>
<main id="live" class="wrap" tabindex="-1"<#if live> data-live="yes"</#if>>
<#nested>
</main>
<footer class="wrap"><small>version ${version!"?"}, node ${node!"?"} · <#if sandbox!false>sandbox: no real system is asked<#else>real systems</#if> · <a href="/status.json">JSON</a> · <a href="/observe/health">health</a> · <a href="/observe/metrics">metrics</a> <span id="live-state" role="status"></span></small></footer>
</body>
</html>
</#macro>
<#macro order id action label back reason=true quiet=false>
<form method="post" action="/orders" class="order"><input type="hidden" name="token" value="${token}"><input type="hidden" name="id" value="${id}"><input type="hidden" name="back" value="${back}"><#if reason><input type="text" name="reason" maxlength="200" required aria-label="Reason: ${label}" placeholder="Reason" autocomplete="off"></#if><button name="action" value="${action}"<#if quiet> class="quiet"</#if>>${label}</button></form>
</#macro>
<#macro chart c>
<figure class="chart">
<figcaption>${c.title} <small>(${c.unit})</small></figcaption>
<#if c.empty><p class="muted">No figures in this time.</p><#else>
<svg viewBox="0 0 ${c.width} ${c.height}" role="img" aria-label="${c.title}; the figures stand in the table below">
<#list c.ticks as t><line class="grid" x1="${c.left}" x2="${c.width}" y1="${t.y}" y2="${t.y}"/><text class="tick" x="${c.left - 6}" y="${t.y}" dy="4" text-anchor="end">${t.label}</text></#list>
<#list c.marks as m><text class="tick" x="${m.x}" y="${c.height - 6}" text-anchor="middle">${m.label}</text></#list>
<#list c.bars as b><rect class="fill ${b.css}" x="${b.x}" y="${b.y}" width="${b.width}" height="${b.height}"/></#list>
<#list c.lines as l><path class="line ${l.css}" d="${l.path}"/></#list>
<#list c.dots![] as d><circle class="fill ${d.css}" cx="${d.x}" cy="${d.y}" r="2.5"/></#list>
</svg>
<ul class="legend"><#list c.series as s><li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="fill ${s.css}" width="12" height="12" rx="2"/></svg>${s.name}</li></#list></ul>
<details><summary>Figures: ${c.title}</summary><div class="scroll" tabindex="0" role="region" aria-label="Figures: ${c.title}"><table><thead><tr><th scope="col">Time (UTC)</th><#list c.series as s><th scope="col" class="n">${s.name}</th></#list></tr></thead><tbody><#list c.rows as r><tr><th scope="row">${r.label}</th><#list r.values as v><td class="n">${v}</td></#list></tr></#list></tbody></table></div></details>
</#if>
</figure>
</#macro>
<#macro tiles list>
<dl class="tiles"><#list list as t><div><dt>${t.name}</dt><dd><strong>${t.value}</strong><small>${t.words}</small></dd></div></#list></dl>
</#macro>
<#macro rangelinks base>
<nav class="ranges" aria-label="Time range"><#list ranges as r><a href="${base}?range=${r}"<#if r == range> aria-current="true"</#if>>${r}</a></#list></nav>
</#macro>
<#macro incidents list caption>
<div class="scroll"><table class="cards"><caption class="hidden">${caption}</caption>
<thead><tr><th scope="col">Incident</th><th scope="col">Subject</th><th scope="col">Worst verdict</th><th scope="col">Stage</th><th scope="col" class="n">Priority</th><th scope="col">Taken in</th></tr></thead>
<tbody><#list list as h>
<tr><th scope="row"><a href="/incidents/${h.recId?url}">${h.number!h.recId}</a></th><td data-label="Subject" class="wide">${h.subject!""}</td><td data-label="Worst verdict"><#if h.verdict??><@badge h.verdict/></#if></td><td data-label="Stage">${h.stage}</td><td class="n" data-label="Priority">${h.priority}</td><td data-label="Taken in"><@at h.at/></td></tr>
</#list></tbody></table></div>
</#macro>
