<#import "layout.ftl" as l>
<@l.page title="Sources" active="sources">
<h1>Sources</h1>
<div class="indicators systems">
<#list systems as s>
<article class="card ${s.tone}" aria-labelledby="s-${s.name}"><h2 id="s-${s.name}">${s.title} <span class="badge ${s.tone}">${s.words}</span></h2>
<#if s.remedy??><p>${s.remedy}</p></#if>
<#list s.quotas as q><p><label for="q-${s.name}-${q.window}">${q.window}: ${q.used} of ${q.limit} used, ${q.left} left<#if q.closedUntil??>, again at ${l.when(q.closedUntil)}</#if></label><meter id="q-${s.name}-${q.window}" min="0" max="${q.limit}" value="${q.used}">${q.used} of ${q.limit}</meter></p><#else><#if !s.limits??><p class="muted">No quota.</p></#if></#list>
<#if s.limits??><p><small>${s.limits}</small></p></#if>
<#if s.closedUntil??><p>The vendor accepts no call before ${l.when(s.closedUntil)}.</p></#if>
<#if s.lastError??><p><small>Last error ${l.when(s.lastErrorAt!"")}: ${s.lastError}</small></p></#if></article>
</#list>
</div>
<div class="head2"><h2 id="over-time">Over time</h2><@l.rangelinks "/sources"/></div>
<#if sources?has_content>
<div class="scroll"><table class="cards" aria-labelledby="over-time"><thead><tr><th scope="col">Source</th><th scope="col" class="n">Asked</th><th scope="col" class="n">Saved</th><th scope="col">Answers</th><th scope="col" class="n">Calls</th><th scope="col" class="n">Failed calls</th><th scope="col" class="n">Mean time (ms)</th></tr></thead><tbody>
<#list sources as s><tr><th scope="row">${s.title}</th><td class="n" data-label="Asked">${s.asked}</td><td class="n" data-label="Saved">${s.kept}</td><td data-label="Answers"><#list s.states as x>${x.name?replace("-", " ")} ${x.count}<#sep>, </#sep></#list></td><td class="n" data-label="Calls">${s.calls}</td><td class="n" data-label="Failed calls">${s.failed}</td><td class="n" data-label="Mean time (ms)">${s.millis}</td></tr></#list>
</tbody></table></div>
<div class="charts"><#list sources?filter(s -> !s.chart.empty) as s><@l.chart s.chart/></#list></div>
<#else><p class="empty">No figures in this time.</p></#if>
</@l.page>
