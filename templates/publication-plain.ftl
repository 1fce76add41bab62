<#-- A further note: the publication landed after the last note, or did not arrive as it should have. -->
<#import "lib-plain.ftl" as lib>
<@row>
Threat intelligence, publication: <#if kind == "landed">completed since the last note<#else>not delivered as expected</#if>
</@row>
<@lib.outcome/>
