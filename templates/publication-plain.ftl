<#-- A further note: the publication landed after the last note, or did not arrive as it should have. -->
<#import "lib-plain.ftl" as lib>
<@row>
${say("title.publication")}: ${say("note." + kind)}
<#if page??>
${say("label.page")}: ${page}
</#if>
</@row>
<@lib.outcome/>
