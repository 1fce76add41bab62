<#-- The first note on an incident, HTML form. <@row> keeps a piece together when a long note is split. -->
<#import "lib-html.ftl" as lib>
<@row>
<p><strong>Threat intelligence:</strong> <#if nothingFound>nothing to look up was found in this incident<#else>${verdictLine}</#if></p>
</@row>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.groups title="Not asked" list=notAsked/>
<@lib.groups title="Not answered" list=notAnswered/>
<#list notRead as file>
<@row>
<p><#if file?is_first><strong>Not read</strong><br></#if>“${file.name}”: ${file.reason}</p>
</@row>
</#list>
<#list problems as problem>
<@row>
<p><#if problem?is_first><strong>Problems</strong><br></#if>${problem}</p>
</@row>
</#list>
<@lib.outcome/>
