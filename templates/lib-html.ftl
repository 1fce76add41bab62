<#-- Pieces that the HTML notes share. Every value is defanged and bounded; FreeMarker escapes it. Each row is complete in itself. -->
<#macro findings list>
<#list list as f>
<@row>
<table>
<tr><th colspan="2" align="left"><strong>${f.heading}</strong> <code>${f.value}</code> (${f.type})</th></tr>
<#list f.sources as s>
<tr><td valign="top">${s.name}</td><td>${s.words}<#if s.age??> (answer ${s.age} old)</#if><#if s.link??> – <a href="${s.link}" rel="noopener noreferrer">${s.name}</a></#if></td></tr>
</#list>
<#if f.why?has_content>
<tr><td valign="top">Why</td><td>${f.why?join("; ")}</td></tr>
</#if>
<#if f.places?has_content>
<tr><td valign="top">Found in</td><td><#list f.places as p>${p.where}<#if p.snippet?has_content && p.snippet != f.value>: “…${p.snippet}…”</#if><#sep>; </#sep></#list><#if f.morePlaces gt 0>; ${f.morePlaces} more</#if></td></tr>
</#if>
</table>
</@row>
</#list>
</#macro>

<#macro groups title list>
<#list list as g>
<@row>
<p><#if g?is_first><strong>${title}</strong><br></#if>${g.reason}<#if g.count gt 1> (${g.count}<#if g.continued>, continued</#if>)</#if>: <#list g.values as value><code>${value}</code><#sep>, </#sep></#list></p>
</@row>
</#list>
</#macro>

<#macro outcome>
<#if publication??>
<@row>
<p><#if warning><strong>Attention:</strong> </#if>${publication}<#if publicationLink??> <a href="${publicationLink}" rel="noopener noreferrer">Publication</a></#if><#if recordLink??> <a href="${recordLink}" rel="noopener noreferrer">Record incident</a></#if></p>
</@row>
</#if>
</#macro>
