<#-- A further note: late answers and changed verdicts, and nothing that was reported before. -->
<#import "lib-plain.ftl" as lib>
<@row>
${say("title.update")}: ${verdictLine}
<#if page??>
${say("label.page")}: ${page}
</#if>
</@row>
<#list changes as change>
<@row gap=change?is_first>
<#if change?is_first>
${say("title.changes")?upper_case}
</#if>
  ${change.value}: ${change.words}
</@row>
</#list>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.whatToDo/>
<@lib.listings/>
<@lib.groups title=say("title.not-asked") list=notAsked/>
<@lib.groups title=say("title.not-answered") list=notAnswered/>
<@lib.texts title=say("title.over-limit") list=countedOnly/>
<#list readAgain as file>
<@row gap=file?is_first>
<#if file?is_first>
${say("title.read-again")?upper_case}
</#if>
  ${say("found.file", "name", file.name)}: ${file.reason}
</@row>
</#list>
<@lib.outcome/>
<@lib.toBlock/>
