<#-- A note on an incident whose work was parked before all was known that is to be reported: what is missing, why, and what is known so far. -->
<@row>
${say("title.note")}: ${say("note.parked")}
<#if page??>
${say("label.page")}: ${page}
</#if>
</@row>
<#list problems as problem>
<@row gap=problem?is_first>
  ${problem}
</@row>
</#list>
