<#-- Pieces that the HTML notes share. Every value is defanged and bounded; FreeMarker escapes it. Each row is complete in itself.
     Styles stand inline and are few: the notes pane strips style sheets, and every character counts against ivanti.note.max-chars. -->
<#assign bars = {"malicious": "#c62828", "suspicious": "#b26a00", "no-threat-found": "#2e7d32",
    "priority-high": "#c62828", "priority-medium": "#b26a00", "priority-low": "#2e7d32"}>
<#assign tints = {"malicious": "#fdecea", "suspicious": "#fff4e0", "no-threat-found": "#eaf5ea",
    "priority-high": "#fdecea", "priority-medium": "#fff4e0", "priority-low": "#eaf5ea"}>

<#macro findings list>
<#list list as f>
<@row>
<table width="100%" cellspacing="0" style="margin:8px 0;border-left:4px solid ${bars[f.level]!"#9e9e9e"};overflow-wrap:anywhere">
<tr<#if tints[f.level]??> style="background:${tints[f.level]};color:#222"</#if>><td colspan="2"><b<#if bars[f.level]??> style="color:${bars[f.level]}"</#if>>${f.heading}</b>&emsp;<code>${f.value}</code><#if f.type != "cve">&emsp;${f.type}</#if></td></tr>
<#list f.sources as s>
<tr valign="top"><td<#if s?is_first> width="130"</#if>>${s.name}</td><td>${s.words}<#if s.age??> (${say("answer.age", "age", s.age)})</#if><#if s.link??> – <a href="${s.link}" target="_blank" rel="noreferrer">${say("link.report")}</a></#if></td></tr>
</#list>
<#if f.why?has_content>
<tr valign="top"><td>${say("label.why")}</td><td><#list f.why as rule>${rule}<#sep><br></#list></td></tr>
</#if>
<#if f.places?has_content>
<tr valign="top"><td>${say("label.found-in")}</td><td><#list f.places as p>${p.where}<#if p.snippet?has_content && p.snippet != f.value>: “…${p.snippet}…”</#if><#sep><br></#list><#if f.morePlaces gt 0><br>${say("found.and-more", "count", f.morePlaces)}</#if></td></tr>
</#if>
</table>
</@row>
</#list>
</#macro>

<#macro groups title list>
<#list list as g>
<@row>
<p style="margin:4px 0;overflow-wrap:anywhere"><#if g?is_first><b>${title}</b><br></#if><#if g.continued>${say("list.continued", "reason", g.reason, "count", g.count)}<#elseif g.count gt 1>${say("list.count", "reason", g.reason, "count", g.count)}<#else>${g.reason}</#if>: <#list g.values as value><code>${value}</code><#sep>, </#sep></#list></p>
</@row>
</#list>
</#macro>

<#macro countedOnly list>
<#list list as words>
<@row>
<p style="margin:4px 0"><#if words?is_first><b>${say("title.over-limit")}</b><br></#if>${words}</p>
</@row>
</#list>
</#macro>

<#macro outcome>
<#if publication??>
<@row>
<p style="margin:10px 0"><#if warning><b style="color:#c62828">${say("title.attention")}:</b> </#if>${publication}<#if publicationLink??> <a href="${publicationLink}" target="_blank" rel="noreferrer">${say("link.publication")}</a></#if><#if recordLink??> <a href="${recordLink}" target="_blank" rel="noreferrer">${say("link.record")}</a></#if></p>
</@row>
</#if>
</#macro>
