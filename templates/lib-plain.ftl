<#-- Pieces that the plain notes share. Every value is already defanged, on one line and bounded. -->
<#macro findings list>
<#list list as f>
<@row gap=true>
${f.heading}  ${f.value}<#if f.type != "cve">  (${f.type})</#if><#list f.others as other><#if other?is_first>  = <#else>, </#if>${other}</#list>
<#list f.sources as s>
  ${s.name}: ${s.words}<#if s.age??> (${say("answer.age", "age", s.age)})</#if><#if s.link??> – ${s.link}</#if>
</#list>
<#if f.why?has_content>
  ${say("label.why")}: ${f.why?join("; ")}
</#if>
<#if f.seenBefore??>
  ${say("label.seen-before")}: ${f.seenBefore}
</#if>
<#if f.places?has_content>
  ${say("label.found-in")}: <#list f.places as p>${p.where}<#if p.snippet?has_content && p.snippet != f.value>: ${say("found.excerpt", "text", p.snippet)}</#if><#sep>; </#sep></#list><#if f.morePlaces gt 0>; ${say("found.more", "count", f.morePlaces)}</#if>
</#if>
</@row>
</#list>
</#macro>

<#macro whatToDo>
<#list advice as a>
<@row gap=a?is_first>
<#if a?is_first>
${say("title.what-to-do")?upper_case}
</#if>
  ${a.words}
</@row>
</#list>
</#macro>

<#macro reason g><#if g.continued>${say("list.continued", "reason", g.reason, "count", g.count)}<#elseif g.count gt 1>${say("list.count", "reason", g.reason, "count", g.count)}<#else>${g.reason}</#if></#macro>

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
<@row gap=g?is_first>
<#if g?is_first>
${title?upper_case}
</#if>
  <@reason g=g/>: ${g.values?join(", ")}
</@row>
</#list>
</#macro>

<#-- All groups of a brief note on one line; a group without values is only counted, types say their number themselves. -->
<#macro line title list types=false>
<#if list?has_content>
<@row>
${title?upper_case}: <#list list as g><#if g.values?has_content><@reason g=g/>: ${g.values?join(", ")}<#elseif types>${g.reason}<#else><@reason g=g/></#if><#sep>; </#sep></#list>
</@row>
</#if>
</#macro>

<#macro texts title list>
<#list list as words>
<@row gap=words?is_first>
<#if words?is_first>
${title?upper_case}
</#if>
  ${words}
</@row>
</#list>
</#macro>

<#macro toBlock>
<#list blockList as block>
<@row gap=block?is_first>
<#if block?is_first>
${say("title.block-list")?upper_case}
</#if>
  ${block.type}: ${block.values?join(", ")}
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
