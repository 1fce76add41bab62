<#-- The first note on an incident, HTML form. <@row> keeps a piece together when a long note is split. A note without any finding has a paragraph for each section. -->
<#import "lib-html.ftl" as lib>
<@row>
<p style="font-size:115%;margin:0 0 8px"><strong>${say("title.note")}:</strong> <#if nothingFound>${say("note.nothing")}<#else>${verdictLine}</#if><#if page??> <a href="${page}" target="_blank" rel="noreferrer" style="color:inherit">${say("link.page")}</a></#if></p>
</@row>
<#if brief>
<@lib.line title=say("title.no-threat-found") list=noThreatFound.groups types=true/>
<@lib.line title=say("title.undecided") list=undecided.groups types=true/>
<@lib.line title=say("title.pending") list=pending.groups types=true/>
<#if neverSeen.groups?has_content>
<@row>
<p style="margin:4px 0;overflow-wrap:anywhere"><b>${say("title.never-seen")}:</b> <#list neverSeen.groups as g><#if g.values?has_content><@lib.reason g=g/>: <@lib.values list=g.values/><#else>${g.reason}</#if><#sep>; </#sep></#list><#if inFile>; ${say("list.in-file")}</#if><#if seenBefore?has_content> – ${say("label.seen-before")}: ${seenBefore?join("; ")}</#if></p>
</@row>
</#if>
<@lib.line title=say("title.not-asked") list=notAsked/>
<@lib.line title=say("title.not-answered") list=notAnswered/>
<#if countedOnly?has_content>
<@row>
<p style="margin:4px 0;overflow-wrap:anywhere"><b>${say("title.over-limit")}:</b> ${countedOnly?join("; ")}</p>
</@row>
</#if>
<#if notRead?has_content || problems?has_content>
<@row>
<p style="margin:4px 0;overflow-wrap:anywhere"><#if notRead?has_content><b>${say("title.not-read")}:</b> <#list notRead as file>${say("found.file", "name", file.name)}: ${file.reason}<#sep>; </#sep></#list></#if><#if notRead?has_content && problems?has_content>. </#if><#if problems?has_content><b>${say("title.problems")}:</b> ${problems?join("; ")}</#if></p>
</@row>
</#if>
<@lib.outcome/>
<#else>
<@lib.findings list=findings/>
<@lib.findings list=vulnerabilities/>
<@lib.whatToDo/>
<@lib.listings/>
<@lib.groups title=say("title.not-asked") list=notAsked/>
<@lib.groups title=say("title.not-answered") list=notAnswered/>
<@lib.texts title=say("title.over-limit") list=countedOnly/>
<#list notRead as file>
<@row>
<p style="margin:<#if file?is_first>10px<#else>4px</#if> 0 4px;overflow-wrap:anywhere"><#if file?is_first><b>${say("title.not-read")}</b><br></#if>${say("found.file", "name", file.name)}: ${file.reason}</p>
</@row>
</#list>
<@lib.texts title=say("title.problems") list=problems/>
<@lib.outcome/>
<@lib.toBlock/>
</#if>
