<#-- A further note: late answers and changed verdicts, and nothing that was told before. -->
<#import "lib-plain.ftl" as lib>
<@row>
Threat intelligence update: ${verdictLine}
</@row>
<#list changes as change>
<@row gap=change?is_first>
<#if change?is_first>
CHANGED SINCE THE LAST NOTE
</#if>
  ${change.value}: ${change.words}
</@row>
</#list>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.groups title="NOT ASKED" list=notAsked/>
<@lib.groups title="NOT ANSWERED" list=notAnswered/>
<@lib.outcome/>
