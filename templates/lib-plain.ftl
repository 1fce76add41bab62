<#-- Pieces that the plain notes share. Every value is already defanged, on one line and bounded. -->
<#macro findings list>
<#list list as f>
<@row gap=true>
${f.heading}  ${f.value}<#if f.type != "cve">  (${f.type})</#if>
<#list f.sources as s>
  ${s.name}: ${s.words}<#if s.age??> (${say("answer.age", "age", s.age)})</#if><#if s.link??> – ${s.link}</#if>
</#list>
<#if f.why?has_content>
  ${say("label.why")}: ${f.why?join("; ")}
</#if>
<#if f.places?has_content>
  ${say("label.found-in")}: <#list f.places as p>${p.where}<#if p.snippet?has_content && p.snippet != f.value>: "…${p.snippet}…"</#if><#sep>; </#sep></#list><#if f.morePlaces gt 0>; ${say("found.more", "count", f.morePlaces)}</#if>
</#if>
</@row>
</#list>
</#macro>

<#macro groups title list>
<#list list as g>
<@row gap=g?is_first>
<#if g?is_first>
${title?upper_case}
</#if>
  <#if g.continued>${say("list.continued", "reason", g.reason, "count", g.count)}<#elseif g.count gt 1>${say("list.count", "reason", g.reason, "count", g.count)}<#else>${g.reason}</#if>: ${g.values?join(", ")}
</@row>
</#list>
</#macro>

<#macro countedOnly list>
<#list list as words>
<@row gap=words?is_first>
<#if words?is_first>
${say("title.over-limit")?upper_case}
</#if>
  ${words}
</@row>
</#list>
</#macro>

<#macro outcome>
<#if publication??>
<@row gap=true>
<#if warning>${say("title.attention")?upper_case}: </#if>${publication}
<#if publicationLink??>
  ${say("link.publication")}: ${publicationLink}
</#if>
<#if recordLink??>
  ${say("link.record")}: ${recordLink}
</#if>
</@row>
</#if>
</#macro>
