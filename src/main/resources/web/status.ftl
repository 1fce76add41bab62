<#function level state>
<#switch state?lower_case>
<#case "done"><#case "closed"><#return "ok"><#break>
<#case "parked"><#case "open"><#return "bad"><#break>
<#default><#return "warn">
</#switch>
</#function>
<#function when instant><#return instant?replace("T", " ")?replace("Z", " UTC")></#function>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<#if refresh gt 0><meta http-equiv="refresh" content="${refresh}"></#if>
<meta name="referrer" content="same-origin">
<title>ioc-enrichment<#if parked?has_content> (${parked?size} parked)</#if></title>
<#include "style.ftl">
</head>
<body>
<header>
<h1>ioc-enrichment <#if sandbox><span class="tag warn">sandbox: no real system is asked</span><#else><span class="tag ok">real systems</span></#if></h1>
<p><small>version ${version}, node ${node}, ${when(at)} · <#if refresh gt 0><a href="/">stop reloading</a><#else><a href="/?refresh=15">reload every 15 s</a></#if> · <a href="/status.json">JSON</a> · <a href="/observe/health">health</a> · <a href="/observe/metrics">metrics</a></small></p>
<#if notices?has_content>
<ul class="notices" role="alert">
<#list notices as n>
<li class="${n.level}"><a href="#${n.place}">${n.words}.</a></li>
</#list>
</ul>
<#else>
<p class="notices"><span class="ok">All is well: nothing waits for you, every source that has a key is asked.</span></p>
</#if>
<p><#if poll.last??>The last poll went through at ${when(poll.last)}.<#else>No poll has gone through yet.</#if></p>
</header>
<main>
<h2 id="parked">Parked work</h2>
<#if parked?has_content>
<p><small>Parked after its last try, or held for your decision. Fix what the error names, then release it: it is tried again at once. Dropped work is not done any more.</small></p>
<div class="scroll"><table class="cards" aria-labelledby="parked">
<thead><tr><th scope="col">Incident</th><th scope="col">Stage</th><th scope="col">Last error</th><th scope="col" class="n">Tries</th><th scope="col">Since</th><th scope="col">Action</th></tr></thead>
<tbody>
<#list parked as p>
<tr><th scope="row"><#if p.link??><a href="${p.link}" rel="noopener noreferrer">${p.number}</a><#else>${p.number}</#if></th><td data-label="Stage">${p.stage}</td><td class="bad wide" data-label="Last error">${p.lastError!"not recorded"}</td><td class="n" data-label="Tries">${p.attempts}</td><td data-label="Since"><#if p.since??>${when(p.since)}</#if></td>
<td><form method="post" action="/release"><input type="hidden" name="token" value="${token}"><input type="hidden" name="id" value="${p.id}"><button name="action" value="release" aria-label="Release ${p.stage} of incident ${p.number}">Release</button><#if p.droppable><details><summary>Drop …</summary><button name="action" value="drop" aria-label="Drop ${p.stage} of incident ${p.number}">Drop for good</button></details></#if></form></td></tr>
</#list>
</tbody></table></div>
<#else>
<p class="ok">None.</p>
</#if>

<h2 id="stages">Incidents by stage</h2>
<#if stages?has_content>
<div class="scroll"><table aria-labelledby="stages">
<thead><tr><th scope="col">Stage</th><th scope="col" class="n">Waiting</th><th scope="col" class="n">In work</th><th scope="col" class="n">Done</th><th scope="col" class="n">Parked</th></tr></thead>
<tbody>
<#list stages as s>
<tr><th scope="row">${s.name}</th><td class="n">${s.waiting}</td><td class="n">${s.running}</td><td class="n">${s.done}</td><td class="n<#if s.parked gt 0> bad</#if>">${s.parked}</td></tr>
</#list>
</tbody></table></div>
<#else>
<p>Nothing waits.</p>
</#if>

<h2 id="sources">Sources and systems</h2>
<div class="scroll"><table class="cards" aria-labelledby="sources">
<thead><tr><th scope="col">Name</th><th scope="col">State</th><th scope="col">Quota</th><th scope="col">Last error since the start</th></tr></thead>
<tbody>
<#list sources as s>
<tr><th scope="row">${s.title}</th>
<td data-label="State"><#assign spent = s.closedUntil?? || s.quotas?filter(q -> q.closedUntil??)?has_content>
<#if !s.enabled>not asked: no key<#elseif s.health.refusedSince??><span class="bad">key refused since ${when(s.health.refusedSince)}</span><#elseif spent && (s.breaker!"") != "open"><span class="warn">waits for its quota</span><#elseif !s.breaker??>in use<#elseif s.breaker == "closed"><span class="ok">in use</span><#elseif s.breaker == "half-open"><span class="${level(s.breaker)}">tried again (breaker half open)</span><#else><span class="${level(s.breaker)}">not asked after failures (breaker ${s.breaker})</span></#if></td>
<td data-label="Quota"><#list s.quotas as q><div><#if q.window??>${q.window}: </#if>${q.used} of ${q.limit} used, <#if q.left gt 0>${q.left} left<#else><span class="warn">none left<#if q.closedUntil??> before ${when(q.closedUntil)}</#if></span></#if></div><#else>none</#list><#if s.closedUntil??><div class="warn">the vendor accepts no call before ${when(s.closedUntil)}</div></#if></td>
<td class="wide" data-label="Last error"><#if s.lastError??>${s.lastError}<#if s.lastErrorAt??> <small>${when(s.lastErrorAt)}</small></#if><#else>none</#if></td></tr>
</#list>
</tbody></table></div>

<h2 id="incidents">Latest incidents</h2>
<#if incidents?has_content>
<div class="scroll"><table class="cards" aria-labelledby="incidents">
<thead><tr><th scope="col">Incident</th><th scope="col">Subject</th><th scope="col">Verdicts</th><th scope="col">Stages</th><th scope="col">Publication</th><th scope="col">Record</th><th scope="col">Last change</th></tr></thead>
<tbody>
<#list incidents as i>
<tr><th scope="row"><#if i.link??><a href="${i.link}" rel="noopener noreferrer">${i.number}</a><#else>${i.number}</#if></th><td data-label="Subject">${i.subject!""}</td><td data-label="Verdicts">${i.verdictLine!""}</td>
<td data-label="Stages"><#list i.steps as s><span class="${level(s.state)}">${s.stage}<#if s.stage != s.state> ${s.state}</#if></span><#if s.words?has_content>: ${s.words}</#if><#sep>, </#sep></#list></td>
<td data-label="Publication">${i.publication!""}</td><td data-label="Record"><#if i.record??><#if i.recordLink??><a href="${i.recordLink}" rel="noopener noreferrer">${i.record}</a><#else>${i.record}</#if></#if></td><td data-label="Last change"><#if i.updatedAt??>${when(i.updatedAt)}</#if></td></tr>
</#list>
</tbody></table></div>
<#else>
<p>None yet.</p>
</#if>
<#if marked?has_content>
<h2 id="marked">Incidents with the mark of a record</h2>
<div class="scroll"><table class="cards" aria-labelledby="marked">
<thead><tr><th scope="col">Incident</th><th scope="col">Decision</th><th scope="col">Reason</th><th scope="col" class="n">Rule</th><th scope="col">Since</th></tr></thead>
<tbody>
<#list marked as m>
<tr><th scope="row"><#if m.link??><a href="${m.link}" rel="noopener noreferrer">${m.number}</a><#else>${m.number}</#if></th><td data-label="Decision"><#if m.leftOut>left out<#else><span class="warn">enriched</span></#if></td><td class="wide" data-label="Reason">${m.reason}</td><td class="n" data-label="Rule"><#if m.rule gt 0>${m.rule}<#else>none</#if></td><td data-label="Since">${when(m.at)}</td></tr>
</#list>
</tbody></table></div>
</#if>

<h2 id="audit">Operator actions and refused access</h2>
<#if audit?has_content>
<div class="scroll"><table class="cards" aria-labelledby="audit">
<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Work or request</th><th scope="col">Address</th><th scope="col">User</th><th scope="col">Outcome</th><th scope="col" class="n">Times</th></tr></thead>
<tbody>
<#list audit as a>
<tr><th scope="row">${when(a.at)}</th><td data-label="What">${a.action}</td><td class="wide" data-label="Work or request">${a.subject!""}</td><td data-label="Address">${a.address}</td><td data-label="User">${a.userName!""}</td><td class="wide" data-label="Outcome">${a.outcome!""}</td><td class="n" data-label="Times">${a.times}</td></tr>
</#list>
</tbody></table></div>
<#else>
<p>None yet.</p>
</#if>
</main>
</body>
</html>
