<#-- A note on an incident whose work was given up before it could be reported on: what is missing, why, and what is known so far. -->
<@row>
Threat intelligence: this incident could not be enriched
</@row>
<#list problems as problem>
<@row gap=problem?is_first>
  ${problem}
</@row>
</#list>
