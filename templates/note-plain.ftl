<#-- The first note on an incident, plain form. <@row> keeps lines together when a long note is split. -->
<#import "lib-plain.ftl" as lib>
<@row>
${say("title.note")}: <#if nothingFound>${say("note.nothing")}<#else>${verdictLine}</#if>
</@row>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.groups title=say("title.not-asked") list=notAsked/>
<@lib.groups title=say("title.not-answered") list=notAnswered/>
<@lib.countedOnly list=countedOnly/>
<#list notRead as file>
<@row gap=file?is_first>
<#if file?is_first>
${say("title.not-read")?upper_case}
</#if>
  ${say("found.file", "name", file.name)}: ${file.reason}
</@row>
</#list>
<#list problems as problem>
<@row gap=problem?is_first>
<#if problem?is_first>
${say("title.problems")?upper_case}
</#if>
  ${problem}
</@row>
</#list>
<@lib.outcome/>
