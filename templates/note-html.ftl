<#-- The first note on an incident, HTML form. <@row> keeps a piece together when a long note is split. -->
<#import "lib-html.ftl" as lib>
<@row>
<p style="font-size:115%;margin:0 0 8px"><strong>${say("title.note")}:</strong> <#if nothingFound>${say("note.nothing")}<#else>${verdictLine}</#if></p>
</@row>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.groups title=say("title.not-asked") list=notAsked/>
<@lib.groups title=say("title.not-answered") list=notAnswered/>
<@lib.countedOnly list=countedOnly/>
<#list notRead as file>
<@row>
<p style="margin:4px 0"><#if file?is_first><b>${say("title.not-read")}</b><br></#if>“${file.name}”: ${file.reason}</p>
</@row>
</#list>
<#list problems as problem>
<@row>
<p style="margin:4px 0"><#if problem?is_first><b>${say("title.problems")}</b><br></#if>${problem}</p>
</@row>
</#list>
<@lib.outcome/>
