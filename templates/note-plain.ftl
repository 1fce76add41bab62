<#-- The first note on an incident, plain form. <@row> keeps lines together when a long note is split. -->
<#import "lib-plain.ftl" as lib>
<@row>
Threat intelligence: <#if nothingFound>nothing to look up was found in this incident<#else>${verdictLine}</#if>
</@row>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.groups title="NOT ASKED" list=notAsked/>
<@lib.groups title="NOT ANSWERED" list=notAnswered/>
<@lib.countedOnly list=countedOnly/>
<#list notRead as file>
<@row gap=file?is_first>
<#if file?is_first>
NOT READ
</#if>
  "${file.name}": ${file.reason}
</@row>
</#list>
<#list problems as problem>
<@row gap=problem?is_first>
<#if problem?is_first>
PROBLEMS
</#if>
  ${problem}
</@row>
</#list>
<@lib.outcome/>
