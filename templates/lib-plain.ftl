<#-- Pieces that the plain notes share. Every value is already defanged, on one line and bounded. -->
<#macro findings list>
<#list list as f>
<@row gap=true>
${f.heading}  ${f.value}<#if f.type != "cve">  (${f.type})</#if>
<#list f.sources as s>
  ${s.name}: ${s.words}<#if s.age??> (answer ${s.age} old)</#if><#if s.link??> – ${s.link}</#if>
</#list>
<#if f.why?has_content>
  Why: ${f.why?join("; ")}
</#if>
<#if f.places?has_content>
  Found in: <#list f.places as p>${p.where}<#if p.snippet?has_content && p.snippet != f.value>: "…${p.snippet}…"</#if><#sep>; </#sep></#list><#if f.morePlaces gt 0>; ${f.morePlaces} more</#if>
</#if>
</@row>
</#list>
</#macro>

<#macro groups title list>
<#list list as g>
<@row gap=g?is_first>
<#if g?is_first>
${title}
</#if>
  ${g.reason}<#if g.count gt 1> (${g.count}<#if g.continued>, continued</#if>)</#if>: ${g.values?join(", ")}
</@row>
</#list>
</#macro>

<#macro countedOnly list>
<#list list as words>
<@row gap=words?is_first>
<#if words?is_first>
OVER THE LIMIT
</#if>
  ${words}
</@row>
</#list>
</#macro>

<#macro outcome>
<#if publication??>
<@row gap=true>
<#if warning>ATTENTION: </#if>${publication}
<#if publicationLink??>
  Publication: ${publicationLink}
</#if>
<#if recordLink??>
  Record incident: ${recordLink}
</#if>
</@row>
</#if>
</#macro>
