<#-- A further note: late answers and changed verdicts, and nothing that was reported before. -->
<#import "lib-html.ftl" as lib>
<@row>
<p style="font-size:115%;margin:0 0 8px"><strong>Threat intelligence update:</strong> ${verdictLine}</p>
</@row>
<#list changes as change>
<@row>
<p style="margin:4px 0;overflow-wrap:anywhere"><#if change?is_first><b>Changed since the last note</b><br></#if><code>${change.value}</code>: ${change.words}</p>
</@row>
</#list>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.groups title="Not asked" list=notAsked/>
<@lib.groups title="Not answered" list=notAnswered/>
<@lib.countedOnly list=countedOnly/>
<#list readAgain as file>
<@row>
<p style="margin:4px 0"><#if file?is_first><b>Read again</b><br></#if>“${file.name}”: ${file.reason}</p>
</@row>
</#list>
<@lib.outcome/>
