<#-- Pieces that the HTML notes share. Every value is defanged and bounded; FreeMarker escapes it. Each row is complete in itself.
     Styles stand inline and are few: the notes pane strips style sheets, and every character counts against ivanti.note.max-chars. -->
<#assign bars = {"malicious": "#c62828", "suspicious": "#9a5b00", "no-threat-found": "#2e7d32",
    "priority-high": "#c62828", "priority-medium": "#9a5b00", "priority-low": "#2e7d32"}>
<#assign tints = {"malicious": "#fdecea", "suspicious": "#fff4e0", "no-threat-found": "#eaf5ea",
    "priority-high": "#fdecea", "priority-medium": "#fff4e0", "priority-low": "#eaf5ea"}>

<#macro findings list>
<#list list as f>
<@row>
<table width="100%" cellspacing="0" style="margin:8px 0;border-left:4px solid ${bars[f.level]!"#9e9e9e"};overflow-wrap:anywhere">
<tr<#if tints[f.level]??> style="background:${tints[f.level]};color:#222"</#if>><td colspan="2"><b<#if bars[f.level]??> style="color:${bars[f.level]}"</#if>>${f.heading}</b>&emsp;<code>${f.value}</code><#if f.type != "cve">&emsp;${f.type}</#if><#list f.others as other><br><code>${other}</code></#list></td></tr>
<#list f.sources as s>
<tr valign="top"><td<#if s?is_first> width="100"</#if>>${s.name}</td><td>${s.words}<#if s.age??> (${say("answer.age", "age", s.age)})</#if><#if s.link??> – <a href="${s.link}" target="_blank" rel="noreferrer" style="color:inherit">${say("link.report")}</a></#if></td></tr>
</#list>
<#if f.why?has_content>
<tr valign="top"><td>${say("label.why")}</td><td><#list f.why as rule>${rule}<#sep><br></#list></td></tr>
</#if>
<#if f.seenBefore??>
<tr valign="top"><td>${say("label.seen-before")}</td><td>${f.seenBefore}</td></tr>
</#if>
<#if f.places?has_content>
<tr valign="top"><td>${say("label.found-in")}</td><td><#list f.places as p>${p.where}<#if p.snippet?has_content && p.snippet != f.value>: ${say("found.excerpt", "text", p.snippet)}</#if><#sep>; </#list><#if f.morePlaces gt 0>; ${say("found.more", "count", f.morePlaces)}</#if></td></tr>
</#if>
</table>
</@row>
</#list>
</#macro>

<#macro whatToDo>
<#if advice?has_content>
<@row>
<p style="margin:10px 0 4px"><b>${say("title.what-to-do")}</b><#list advice as a><br>${a.words}</#list></p>
</@row>
</#if>
</#macro>

<#macro reason g><#if g.continued>${say("list.continued", "reason", g.reason, "count", g.count)}<#elseif g.count gt 1>${say("list.count", "reason", g.reason, "count", g.count)}<#else>${g.reason}</#if></#macro>

<#macro values list><code>${list?join(", ")}</code></#macro>

<#macro listing title list>
<@groups title=(title + " (" + list.count + ")") list=list.groups/>
</#macro>

<#macro listings>
<@listing title=say("title.no-threat-found") list=noThreatFound/>
<@listing title=say("title.undecided") list=undecided/>
<@listing title=say("title.pending") list=pending/>
<@listing title=say("title.never-seen") list=neverSeen/>
<@texts title=say("title.seen-before") list=seenBefore/>
</#macro>

<#macro groups title list>
<#list list as g>
<@row>
<p style="margin:<#if g?is_first>10px<#else>4px</#if> 0 4px;overflow-wrap:anywhere"><#if g?is_first><b>${title}</b><br></#if><@reason g=g/>: <@values list=g.values/></p>
</@row>
</#list>
</#macro>

<#-- All groups of a brief note in one paragraph; a group without values is only counted, types say their number themselves. -->
<#macro line title list types=false>
<#if list?has_content>
<@row>
<p style="margin:4px 0;overflow-wrap:anywhere"><b>${title}:</b> <#list list as g><#if g.values?has_content><@reason g=g/>: <@values list=g.values/><#elseif types>${g.reason}<#else><@reason g=g/></#if><#sep>; </#sep></#list></p>
</@row>
</#if>
</#macro>

<#macro texts title list>
<#list list as words>
<@row>
<p style="margin:<#if words?is_first>10px<#else>4px</#if> 0 4px;overflow-wrap:anywhere"><#if words?is_first><b>${title}</b><br></#if>${words}</p>
</@row>
</#list>
</#macro>

<#macro toBlock>
<#list blockList as block>
<@row>
<p style="margin:<#if block?is_first>10px<#else>4px</#if> 0 4px;overflow-wrap:anywhere"><#if block?is_first><b>${say("title.block-list")}</b><br></#if>${block.type}: <@values list=block.values/></p>
</@row>
</#list>
</#macro>

<#macro outcome>
<#if publication??>
<@row>
<p style="margin:10px 0"><#if warning><b style="color:#c62828">${say("title.attention")}:</b> </#if>${publication}<#if publicationLink??> <a href="${publicationLink}" target="_blank" rel="noreferrer" style="color:inherit">${say("link.publication")}</a></#if><#if recordLink??> <a href="${recordLink}" target="_blank" rel="noreferrer" style="color:inherit">${say("link.record")}</a></#if></p>
</@row>
</#if>
</#macro>
