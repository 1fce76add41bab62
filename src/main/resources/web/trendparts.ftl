<#import "layout.ftl" as l>
<#macro body t links=true>
<@l.tiles t.tiles/>
<div class="charts"><#list t.charts as c><@l.chart c/></#list></div>
<div class="columns">
<section aria-labelledby="top"><h2 id="top">Indicators in several incidents</h2>
<#if t.top?has_content><div class="scroll"><table aria-labelledby="top"><thead><tr><th scope="col">Indicator</th><th scope="col" class="n">Incidents</th></tr></thead><tbody><#list t.top as x><tr><th scope="row"><#if links><a href="/search?q=${x.query?url}"><code>${x.value}</code></a><#else><code>${x.value}</code></#if></th><td class="n">${x.count}</td></tr></#list></tbody></table></div><#else><p class="muted">None.</p></#if></section>
<section aria-labelledby="slow"><h2 id="slow">Slowest stages</h2>
<#if t.stages?has_content><div class="scroll"><table aria-labelledby="slow"><thead><tr><th scope="col">Until</th><th scope="col" class="n">Mean (s)</th><th scope="col" class="n">Times</th></tr></thead><tbody><#list t.stages as x><tr><th scope="row">${x.name}</th><td class="n">${x.seconds}</td><td class="n">${x.times}</td></tr></#list></tbody></table></div><#else><p class="muted">No figures in this time.</p></#if></section>
</div>
<h2 id="by-source">Sources</h2>
<#if t.sources?has_content><div class="scroll"><table class="cards" aria-labelledby="by-source"><thead><tr><th scope="col">Source</th><th scope="col" class="n">Asked</th><th scope="col" class="n">Saved</th><th scope="col">Answers, and what could not be asked</th></tr></thead><tbody>
<#list t.sources?filter(s -> s.states?has_content) as s><tr><th scope="row">${s.title}</th><td class="n" data-label="Asked">${s.asked}</td><td class="n" data-label="Saved">${s.kept}</td><td data-label="Answers"><#list s.states as x>${x.name?replace("-", " ")} ${x.count}<#sep>, </#sep></#list></td></tr></#list></tbody></table></div><#else><p class="muted">No figures in this time.</p></#if>
<h2 id="agreement">Agreement of sources</h2>
<#if t.agreement?has_content><div class="scroll"><table aria-labelledby="agreement"><thead><tr><th scope="col">Sources</th><th scope="col" class="n">Agree</th><th scope="col" class="n">Differ</th><th scope="col" class="n">Share</th></tr></thead><tbody><#list t.agreement as a><tr><th scope="row">${a.pair}</th><td class="n">${a.agree}</td><td class="n">${a.differ}</td><td class="n">${a.share}</td></tr></#list></tbody></table></div><#else><p class="muted">No indicator was judged by two sources in this time.</p></#if>
</#macro>
