<#-- A further note: the publication landed after the last note, or did not arrive as it should have. -->
<#import "lib-html.ftl" as lib>
<@row>
<p style="font-size:115%;margin:0 0 8px"><strong>${say("title.publication")}:</strong> ${say("note." + kind)}<#if page??> <a href="${page}" target="_blank" rel="noreferrer" style="color:inherit">${say("link.page")}</a></#if></p>
</@row>
<@lib.outcome/>
