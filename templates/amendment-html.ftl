<#-- A further note: late answers and changed verdicts, and nothing that was told before. -->
<#import "lib-html.ftl" as lib>
<@row>
<p><strong>Threat intelligence update:</strong> ${verdictLine}</p>
</@row>
<#list changes as change>
<@row>
<p><#if change?is_first><strong>Changed since the last note</strong><br></#if><code>${change.value}</code>: ${change.words}</p>
</@row>
</#list>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.groups title="Not asked" list=notAsked/>
<@lib.groups title="Not answered" list=notAnswered/>
<@lib.outcome/>
