<#-- Text of the record incident. -->
<@row>
${say("record.published", "count", indicators, "number", number)}
</@row>
<@row>
${say("record.marking", "tlp", tlp, "objects", objects, "grouping", grouping)}
</@row>
<@row>
${say("record.verdicts", "verdicts", verdictLine)}
</@row>
<#list listed as item>
<@row gap=item?is_first>
${say("record.item", "verdict", item.verdict, "confidence", item.confidence)}  ${item.type} ${item.value}
</@row>
</#list>
<#if more gt 0>
<@row>
${say("list.more", "count", more)}
</@row>
</#if>
