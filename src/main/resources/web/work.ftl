<#import "layout.ftl" as l>
<@l.page title="Work (${count} parked)" active="work">
<h1>Work</h1>
<p class="lead">Work is parked after its last try, or held for a decision. Fix what the error names, then release it: it is tried again at once. Every order is written down with its reason. Publications that wait for an approval are on <a href="/approvals">a page of their own</a>.</p>
<#if groups?has_content>
<#list groups as g>
<section class="card bad" aria-labelledby="cause-${g.cause}">
<h2 id="cause-${g.cause}">${g.stage}: ${g.words!"no error was recorded"}</h2>
<p><span class="badge bad">parked</span> ${g.count} <#if g.count == 1>incident<#else>incidents</#if><#if g.since??>, since <@l.at g.since/></#if>. ${g.remedy}</p>
<#if g.count gt 1><div class="row"><@l.order g.cause "release-all" "Release all ${g.count} of ${g.stage}" "/work"/></div></#if>
<div class="scroll"><table class="cards"><caption class="hidden">Parked work of this cause</caption><thead><tr><th scope="col">Incident</th><th scope="col" class="n">Tries</th><th scope="col">Since</th><th scope="col">Last error</th><th scope="col">Decision</th></tr></thead><tbody>
<#list g.tasks as t>
<tr><th scope="row"><a href="/incidents/${t.recId?url}">${t.number}</a></th><td class="n" data-label="Tries">${t.attempts}</td><td data-label="Since"><#if t.since??><@l.at t.since/></#if></td><td class="wide" data-label="Last error">${t.lastError!""}</td><td><@l.order t.id "release" "Release ${g.stage} of ${t.number}" "/work"/><details id="drop-${t.id}"><summary>Drop ${t.number} …</summary><@l.order t.id "drop" "Drop ${g.stage} of ${t.number}" "/work" true true/></details></td></tr>
</#list></tbody></table></div>
<#if g.more gt 0><p class="muted">and ${g.more} more of this cause</p></#if>
</section>
</#list>
<#else>
<p class="card ok"><span class="badge ok">all well</span> No work is parked.</p>
</#if>
<h2 id="dropped">Dropped work</h2>
<#if dropped?has_content>
<div class="scroll"><table class="cards" aria-labelledby="dropped"><thead><tr><th scope="col">Incident</th><th scope="col">Stage</th><th scope="col">Had failed with</th><th scope="col">Dropped</th><th scope="col">Decision</th></tr></thead><tbody>
<#list dropped as d>
<tr><th scope="row"><a href="/incidents/${d.recId?url}">${d.number}</a></th><td data-label="Stage">${d.stage}</td><td class="wide" data-label="Had failed with">${d.lastError!""}</td><td data-label="Dropped"><@l.at d.at/></td><td><@l.order d.id "undrop" "Take back the drop of ${d.number}" "/work"/></td></tr>
</#list></tbody></table></div>
<#else><p class="muted">None.</p></#if>
</@l.page>
