<#-- A note on an incident whose work was parked before all was known that is to be reported: what is missing, why, and what is known so far. -->
<@row>
<p style="font-size:115%;margin:0 0 8px"><strong>${say("title.note")}:</strong> ${say("note.parked")}<#if page??> <a href="${page}" target="_blank" rel="noreferrer" style="color:inherit">${say("link.page")}</a></#if></p>
</@row>
<#list problems as problem>
<@row>
<p style="margin:4px 0;overflow-wrap:anywhere">${problem}</p>
</@row>
</#list>
