<#import "layout.ftl" as l>
<@l.page title="Search" active="search" live=false>
<h1>Search</h1>
<form class="filters" action="/search">
<p class="grow"><label for="q">Number, indicator (fanged or defanged), hash, or words of the subject</label><input id="q" type="search" name="q" value="${given.q!""}" maxlength="2000" autocomplete="off" spellcheck="false"></p>
<p><label for="verdict">Verdict</label><select id="verdict" name="verdict"><option value="">any</option><#list verdicts as v><option value="${v}"<#if (given.verdict!"") == v> selected</#if>>${v?replace("-", " ")}</option></#list></select></p>
<p><label for="source">Source</label><select id="source" name="source"><option value="">any</option><#list sources as s><option value="${s.name}"<#if (given.source!"") == s.name> selected</#if>>${s.title}</option></#list></select></p>
<p><label for="state">Its answer</label><select id="state" name="state"><option value="">any</option><#list states as s><option value="${s}"<#if (given.state!"") == s> selected</#if>>${s?replace("-", " ")}</option></#list></select></p>
<p><label for="stage">Stage</label><select id="stage" name="stage"><option value="">any</option><#list stages as s><option value="${s}"<#if (given.stage!"") == s> selected</#if>>${s}</option></#list></select></p>
<p><label for="from">Taken in from</label><input id="from" type="date" name="from" value="${given.from!""}"></p>
<p><label for="to">to</label><input id="to" type="date" name="to" value="${given.to!""}"></p>
<p class="end"><button class="main">Search</button> <a href="/search">Reset</a></p>
</form>
<#if problem??><p class="notice warn" role="alert">${problem}</p></#if>
<#if hits?has_content>
<p class="muted"><#if older??>${isFirst?then("The latest ", "")}${hits?size} incidents<#else>${hits?size} <#if hits?size == 1>incident<#else>incidents</#if></#if> · <a href="/search.csv?${address}">Export as CSV</a></p>
<@l.incidents hits "Incidents that were found"/>
<p class="pager"><#if !isFirst><a href="/search?${address}">Latest</a></#if> <#if older??><a rel="next" href="/search?${older}">Older incidents</a></#if></p>
<#elseif !problem??>
<p class="empty">No incident fits. Words are looked for whole; an indicator is found from the moment at which its incident has verdicts.</p>
</#if>
</@l.page>
