<#-- A further note: late answers and changed verdicts, and nothing that was reported before. -->
<#import "lib-html.ftl" as lib>
<@row>
<p style="font-size:115%;margin:0 0 8px"><strong>${say("title.update")}:</strong> ${verdictLine}<#if page??> <a href="${page}" target="_blank" rel="noreferrer" style="color:inherit">${say("link.page")}</a></#if></p>
</@row>
<#list changes as change>
<@row>
<p style="margin:4px 0;overflow-wrap:anywhere"><#if change?is_first><b>${say("title.changes")}</b><br></#if><code>${change.value}</code>: ${change.words}</p>
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
<@row>
<p style="margin:4px 0;overflow-wrap:anywhere"><#if file?is_first><b>${say("title.read-again")}</b><br></#if>${say("found.file", "name", file.name)}: ${file.reason}</p>
</@row>
</#list>
<@lib.outcome/>
<@lib.toBlock/>
