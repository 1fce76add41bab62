<#-- A further note: late answers and changed verdicts, and nothing that was told before. -->
<#import "lib-plain.ftl" as lib>
<@row>
Threat intelligence, changed since the last note: ${verdictLine}
</@row>
<#list changes as change>
<@row gap=change?is_first>
  ${change.value}: ${change.words}
</@row>
</#list>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.groups title="NOT ASKED" list=notAsked/>
<@lib.groups title="NOT ANSWERED" list=notAnswered/>
<@lib.outcome/>
