<#import "layout.ftl" as l>
<#assign i = incident>
<#macro tries n>${n} <#if n == 1>try<#else>tries</#if></#macro>
<@l.page title="Incident ${i.number!i.recId}">
<div class="head">
<h1><#if i.link??><a href="${i.link}" rel="noopener noreferrer">${i.number!i.recId}</a><#else>${i.number!i.recId}</#if> <span class="sub">${i.subject!""}</span></h1>
<p class="facts"><#if i.verdict??><@l.badge i.verdict/></#if> <span class="badge plain">${i.stage}</span> priority ${i.priority}<#if i.tlp??> · ${i.tlp?starts_with("TLP")?then(i.tlp, "TLP:" + i.tlp)}</#if><#if i.status??> · ${i.status} in Ivanti</#if><#if i.owner??> · ${i.owner}</#if><#if i.createdAt??> · created <@l.at i.createdAt/></#if></p>
<#if i.verdictLine??><p class="lead">${i.verdictLine}.</p></#if>
</div>
<#list i.work?filter(w -> w.state == "parked") as w>
<section class="card bad" aria-labelledby="parked-${w.name}">
<h2 id="parked-${w.name}">Parked: ${w.name}</h2>
<p>${w.lastError!"No error was recorded."} <small><#if w.parkedAt??>Since <@l.at w.parkedAt/>, </#if><@tries w.attempts/>.</small></p>
<div class="row"><@l.order w.id "release" "Release ${w.name}" "/incidents/${i.recId?url}"/><details id="drop-${w.name}"><summary>Drop …</summary><@l.order w.id "drop" "Drop ${w.name}" "/incidents/${i.recId?url}" true true/></details></div>
</section>
</#list>
<div class="columns">
<section aria-labelledby="journey"><h2 id="journey">Timeline</h2>
<ol class="timeline"><#list i.journey as s><li><strong>${s.stage}</strong> <@l.at s.at/><#if s.took??> <small>after ${s.took}</small></#if><#if s.ago??> <small>(${s.ago} ago)</small></#if></li></#list></ol>
<#assign open = i.work?filter(w -> w.state != "parked")>
<#if open?has_content><p class="muted"><#list open as w>${w.name}: ${w.state}<#if w.dueAt??>, due <@l.at w.dueAt/></#if><#if w.attempts gt 0>, <@tries w.attempts/></#if><#if w.lastError??> – ${w.lastError}</#if><#sep><br></#sep></#list></p></#if>
</section>
<section aria-labelledby="actions"><h2 id="actions">Actions</h2>
<div class="actions">
<@l.order i.recId "again" "Do this incident again" "/incidents/${i.recId?url}" true true/>
<@l.order i.recId "ask" "Ask what is unanswered" "/incidents/${i.recId?url}" true true/>
</div>
<p class="muted">Doing it again reads the ticket and asks the sources anew; only what is new is written.</p>
</section>
</div>
<h2 id="indicators">Indicators</h2>
<#if i.indicators?has_content>
<div class="indicators">
<#list i.indicators as f>
<article class="card ${l.tone(f.verdict)}" aria-labelledby="f-${f?index}">
<h3 id="f-${f?index}"><#if f.type != "cve"><@l.badge f.verdict/></#if><#if f.confidence gt 0 && f.verdict != "unknown"> <small>confidence ${f.confidence}</small></#if> <code>${f.value}</code> <small>${f.type}</small></h3>
<#if f.reason??><p>Not sent out: ${f.reason}.</p></#if>
<#if f.answers?has_content><ul class="answers"><#list f.answers as a>
<li><strong>${a.source}</strong> <@l.badge a.state/> ${a.summary!a.reason!""}<#if a.age??> <small>${a.age} old<#if a.cost??>, ${a.cost}</#if></small></#if><#if a.again??> <small>asked again after <@l.at a.again/></small></#if><#if a.link??> <a href="${a.link}" rel="noopener noreferrer">page at ${a.source}<span class="hidden"> of ${f.value}</span></a></#if><#if a.facts?has_content || a.raw??><details id="facts-${f?index}-${a?index}"><summary>Facts<span class="hidden"> of ${a.source} about ${f.value}</span></summary><dl class="facts"><#list a.facts as x><dt>${x.name}</dt><dd>${x.value}</dd></#list></dl><p class="muted">Raw answer: <#if a.raw??><a href="/incidents/${i.recId?url}/raw/${a.raw.id}">${a.raw.words}<span class="hidden"> of ${a.source} about ${f.value}</span></a><#if a.raw.digest??>, <span class="digest">SHA-256 <code>${a.raw.digest}</code></span></#if><#else>not kept.</#if></p></details></#if></li>
</#list></ul></#if>
<#if f.rules?has_content><details id="rules-${f?index}"><summary>Rules that fired<span class="hidden"> for ${f.value}</span></summary><ul><#list f.rules as r><li>${r}</li></#list></ul></details></#if>
<#if f.places?has_content><details id="places-${f?index}"><summary>Where it was found<span class="hidden">: ${f.value}</span></summary><ul><#list f.places as p><li>${p}</li></#list></ul></details></#if>
<#if f.elsewhere?has_content><p>Also seen in <#list f.elsewhere as e><a href="/incidents/${e.recId?url}">${e.number!e.recId}</a><#sep>, </#sep></#list></p></#if>
</article>
</#list>
</div>
<#if (i.moreIndicators!0) gt 0><p class="muted">and ${i.moreIndicators} more</p></#if>
<#else><p class="muted">None yet, or none was found.</p></#if>
<#if (i.notAsked![])?has_content || (i.unread![])?has_content>
<h2 id="missing">Not asked, not answered, not read</h2>
<ul><#list i.notAsked![] as n><li>${n.count} × ${n.words}</li></#list><#list i.unread![] as u><li>${u.name}: ${u.reason!""}</li></#list></ul>
</#if>
<h2 id="publication">Publication</h2>
<#if i.publication??>
<#assign p = i.publication>
<p><@l.badge p.state/> <#if p.tlp??>TLP:${p.tlp}, </#if>${p.indicators} <#if p.indicators == 1>indicator<#else>indicators</#if> in ${p.objects} objects<#if p.sentAt??>, sent <@l.at p.sentAt/></#if><#if p.words??>. ${p.words}</#if></p>
<#if i.messages?has_content><ul><#list i.messages as m><li>${m.kind}: <@l.badge m.state/> <small><@tries m.attempts/>, <@l.at m.at/></small><#if m.outcome??> ${m.outcome}</#if></li></#list></ul></#if>
<#else><p class="muted">Nothing has been published.</p></#if>
<#if i.graph??>
<details id="graph" open><summary>STIX bundle as a picture (${i.graph.count} objects)</summary>
<div class="scroll graph" tabindex="0" role="region" aria-label="Picture of the STIX bundle"><svg viewBox="0 0 ${i.graph.width} ${i.graph.height}" width="${i.graph.width}" height="${i.graph.height}" role="img" aria-label="${i.graph.count} STIX objects and their references">
<#list i.graph.lines as x><path class="edge ${x.kind}" d="${x.path}"/></#list>
<#list i.graph.boxes as b><g><rect class="box c${b.column}" x="${b.x}" y="${b.y}" width="${b.width}" height="${b.height}" rx="5"/><text class="boxtype" x="${b.x + 8}" y="${b.y + 14}">${b.type}</text><text class="boxlabel" x="${b.x + 8}" y="${b.y + 30}">${b.label}</text></g></#list>
</svg></div><#if i.graph.leftOut gt 0><p class="muted">and ${i.graph.leftOut} more objects</p></#if></details>
<p><a href="/incidents/${i.recId?url}/bundle.json" download>Download the bundle</a></p>
</#if>
<#if i.record??><p>Record incident: <@l.badge i.record.state/> <#if i.record.number??><#if i.record.link??><a href="${i.record.link}" rel="noopener noreferrer">${i.record.number}</a><#else>${i.record.number}</#if></#if><#if i.record.words??> ${i.record.words}</#if></p></#if>
<h2 id="notes">Notes as written</h2>
<#if i.notes?has_content><#list i.notes as n>
<article class="card plain note" aria-labelledby="note-${n?index}"><h3 id="note-${n?index}">${n.subject!"Note"} <small><@l.badge n.state/> <@l.at n.at/>, <@tries n.attempts/></small></h3>
<#if n.html??><div class="rendered">${n.html?no_esc}</div><#else><pre tabindex="0" aria-labelledby="note-${n?index}">${n.plain}</pre></#if></article>
</#list><#else><p class="muted">None yet.</p></#if>
</@l.page>
