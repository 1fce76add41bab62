<#-- A further note: late answers and changed verdicts, and nothing that was reported before. -->
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
<@lib.countedOnly list=countedOnly/>
<#list readAgain as file>
<@row gap=file?is_first>
<#if file?is_first>
READ AGAIN
</#if>
  "${file.name}": ${file.reason}
</@row>
</#list>
<@lib.outcome/>
