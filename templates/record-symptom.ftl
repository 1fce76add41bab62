<#-- Text of the record incident. -->
<@row>
${indicators} indicator<#if indicators != 1>s</#if> published to Intel Exchange. Source incident: ${number}.
</@row>
<@row>
Marking TLP:${tlp}, ${objects} objects, ${grouping}.
</@row>
<@row>
Verdicts: ${verdictLine}
</@row>
<#list listed as item>
<@row gap=item?is_first>
${item.verdict} (confidence ${item.confidence})  ${item.type} ${item.value}
</@row>
</#list>
<#if more gt 0>
<@row>
and ${more} more
</@row>
</#if>
