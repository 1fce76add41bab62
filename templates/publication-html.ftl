<#-- A further note: the publication landed after the last note, or did not arrive as it should have. -->
<#import "lib-html.ftl" as lib>
<@row>
<p style="font-size:115%;margin:0 0 8px"><strong>Threat intelligence, publication:</strong> <#if kind == "landed">completed since the last note<#else>not delivered as expected</#if></p>
</@row>
<@lib.outcome/>
