<#-- The first note on an incident, plain form. <@row> keeps lines together when a long note is split. A note without any finding has a line for each section. -->
<#import "lib-plain.ftl" as lib>
<@row>
${say("title.note")}: <#if nothingFound>${say("note.nothing")}<#else>${verdictLine}</#if><#if page?? && brief> – ${page}</#if>
<#if page?? && !brief>
${say("label.page")}: ${page}
</#if>
</@row>
<#if brief>
<@lib.line title=say("title.no-threat-found") list=noThreatFound.groups types=true/>
<@lib.line title=say("title.undecided") list=undecided.groups types=true/>
<@lib.line title=say("title.pending") list=pending.groups types=true/>
<#if neverSeen.groups?has_content>
<@row>
${say("title.never-seen")?upper_case}: <#list neverSeen.groups as g><#if g.values?has_content><@lib.reason g=g/>: ${g.values?join(", ")}<#else>${g.reason}</#if><#sep>; </#sep></#list><#if inFile>; ${say("list.in-file")}</#if><#if seenBefore?has_content> – ${say("label.seen-before")}: ${seenBefore?join("; ")}</#if>
</@row>
</#if>
<@lib.line title=say("title.not-asked") list=notAsked/>
<@lib.line title=say("title.not-answered") list=notAnswered/>
<#if countedOnly?has_content>
<@row>
${say("title.over-limit")?upper_case}: ${countedOnly?join("; ")}
</@row>
</#if>
<#if notRead?has_content || problems?has_content>
<@row>
<#if notRead?has_content>${say("title.not-read")?upper_case}: <#list notRead as file>${say("found.file", "name", file.name)}: ${file.reason}<#sep>; </#sep></#list></#if><#if notRead?has_content && problems?has_content>. </#if><#if problems?has_content>${say("title.problems")?upper_case}: ${problems?join("; ")}</#if>
</@row>
</#if>
<#if publication??>
<@row>
<#if warning>${say("title.attention")?upper_case}: </#if>${publication}<#if publicationLink??> – ${publicationLink}</#if><#if recordLink??> – ${recordLink}</#if>
</@row>
</#if>
<#else>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.whatToDo/>
<@lib.listings/>
<@lib.groups title=say("title.not-asked") list=notAsked/>
<@lib.groups title=say("title.not-answered") list=notAnswered/>
<@lib.texts title=say("title.over-limit") list=countedOnly/>
<#list notRead as file>
<@row gap=file?is_first>
<#if file?is_first>
${say("title.not-read")?upper_case}
</#if>
  ${say("found.file", "name", file.name)}: ${file.reason}
</@row>
</#list>
<@lib.texts title=say("title.problems") list=problems/>
<@lib.outcome/>
<@lib.toBlock/>
</#if>
