<#import "layout.ftl" as l>
<@l.page title="Now" + parked?has_content?then(" (${parked?size} parked)", "") active="now">
<h1>Now</h1>
<#if notices?has_content>
<ul class="notices" aria-label="What needs attention">
<#list notices as n>
<li class="${n.level}"><span class="badge ${n.level}">${(n.level == "bad")?then("act", "passes")}</span> <a class="words" href="<#if n.place == "parked">/work<#elseif n.place == "approvals">/approvals<#else>#${n.place}</#if>">${n.words}<#if n.since??> since ${l.when(n.since)}</#if><#if n.incidents gt 0>, ${(n.incidents == 1)?then("1 incident", n.incidents + " incidents")}</#if>.</a><#if n.todo??> <span class="todo">${n.todo?cap_first}.</span></#if></li>
</#list>
</ul>
<#else>
<p class="card ok notices"><span class="badge ok">all well</span> <span class="words">All is well: nothing waits for you, every source that has a key is asked.</span></p>
</#if>
<p class="muted"><#if poll.last??>The last poll went through at ${l.when(poll.last)}.<#else>No poll has gone through yet.</#if> <#if refresh gt 0><a href="/">stop reloading</a></#if></p>
<#if day??>
<h2 id="day">The last 24 hours</h2>
<@l.tiles day.tiles/>
<div class="charts"><#list day.charts as c><@l.chart c/></#list></div>
</#if>
<#if parked?has_content>
<h2 id="parked">Parked work</h2>
<p class="muted">Parked after its last try, or held for your decision. Fix what the error names, then release it: it is tried again at once. <a href="/work">All of it, by cause, with reasons</a></p>
<div class="scroll"><table class="cards" aria-labelledby="parked">
<thead><tr><th scope="col">Incident</th><th scope="col">Stage</th><th scope="col">Last error</th><th scope="col" class="n">Tries</th><th scope="col">Since</th><th scope="col">Action</th></tr></thead>
<tbody>
<#list parked as p>
<tr><th scope="row"><a href="/incidents/${p.id?keep_after("|")?url}">${p.number}</a></th><td data-label="Stage">${p.stage}</td><td class="bad wide" data-label="Last error">${p.lastError!"not recorded"}</td><td class="n" data-label="Tries">${p.attempts}</td><td data-label="Since"><#if p.since??>${l.when(p.since)}</#if></td>
<td><form method="post" action="/orders" class="order"><input type="hidden" name="token" value="${token}"><input type="hidden" name="id" value="${p.id}"><button name="action" value="release" aria-label="Release ${p.stage} of incident ${p.number}">Release</button><#if p.droppable><details id="drop-${p.id}"><summary>Drop …</summary><button name="action" value="drop" aria-label="Drop ${p.stage} of incident ${p.number}">Drop</button></details></#if></form></td></tr>
</#list>
</tbody></table></div>
</#if>
<section aria-labelledby="stages"><h2 id="stages">Incidents by stage</h2>
<#if stages?has_content>
<div class="scroll"><table class="cards" aria-labelledby="stages">
<thead><tr><th scope="col">Stage</th><th scope="col" class="n">Waiting</th><th scope="col" class="n">In work</th><th scope="col" class="n">Done</th><th scope="col" class="n">Parked</th><th scope="col">Oldest waits since</th></tr></thead>
<tbody>
<#list stages as s>
<tr><th scope="row">${s.name}</th><td class="n" data-label="Waiting">${s.waiting}</td><td class="n" data-label="In work">${s.running}</td><td class="n" data-label="Done">${s.done}</td><td class="n<#if s.parked gt 0> bad</#if>" data-label="Parked">${s.parked}</td><td data-label="Oldest waits since"><#if s.oldest??>${l.when(s.oldest)}</#if></td></tr>
</#list>
</tbody></table></div>
<#else>
<p class="muted">Nothing waits.</p>
</#if></section>
<section aria-labelledby="sources"><h2 id="sources">Sources and systems</h2>
<div class="scroll"><table class="cards" aria-labelledby="sources">
<thead><tr><th scope="col">Name</th><th scope="col">State</th><th scope="col">Quota</th><th scope="col">Last error since the start</th></tr></thead>
<tbody>
<#list sources as s>
<tr><th scope="row">${s.title}</th>
<td data-label="State"><#assign spent = s.closedUntil?? || s.quotas?filter(q -> q.closedUntil??)?has_content>
<#if !s.enabled>not asked: no key<#elseif s.health.refusedSince??><span class="badge bad">key refused</span> since ${l.when(s.health.refusedSince)}<#elseif spent && (s.breaker!"") != "open"><span class="badge warn">waits for its quota</span><#elseif !s.breaker??><span class="badge ok">in use</span><#elseif s.breaker == "closed"><span class="badge ok">in use</span><#elseif s.breaker == "half-open"><span class="badge warn">tried again (breaker half open)</span><#else><span class="badge bad">not asked</span> after failures (breaker ${s.breaker})</#if></td>
<td data-label="Quota"><#list s.quotas as q><div><#if q.window??>${q.window}: </#if>${q.used} of ${q.limit} used, <#if q.left gt 0>${q.left} left<#else><span class="warn">none left<#if q.closedUntil??> before ${l.when(q.closedUntil)}</#if></span></#if></div><#else><#if !s.limits??>none</#if></#list><#if s.limits??><div><small>${s.limits}</small></div></#if><#if s.closedUntil??><div class="warn">the vendor accepts no call before ${l.when(s.closedUntil)}</div></#if></td>
<td class="wide" data-label="Last error"><#if s.lastError??>${s.lastError}<#if s.lastErrorAt??> <small>${l.when(s.lastErrorAt)}</small></#if><#else>none</#if></td></tr>
</#list>
</tbody></table></div></section>
<h2 id="incidents">Latest incidents</h2>
<#if incidents?has_content>
<div class="scroll"><table class="cards" aria-labelledby="incidents">
<thead><tr><th scope="col">Incident</th><th scope="col">Subject</th><th scope="col">Verdicts</th><th scope="col">Stages</th><th scope="col">Publication</th><th scope="col">Record</th><th scope="col">Last change</th></tr></thead>
<tbody>
<#list incidents as i>
<tr><th scope="row"><a href="/incidents/${i.recId?url}">${i.number}</a></th><td class="wide" data-label="Subject">${i.subject!""}</td><td data-label="Verdicts">${i.verdictLine!""}</td>
<td data-label="Stages"><#list i.steps as s><span class="badge ${l.tone(s.state?lower_case)}">${s.stage}<#if s.stage != s.state> ${s.state}</#if></span><#if s.words?has_content>: ${s.words}</#if><#sep>, </#sep></#list></td>
<td data-label="Publication">${i.publication!""}</td><td data-label="Record"><#if i.record??><#if i.recordLink??><a href="${i.recordLink}" rel="noopener noreferrer">${i.record}</a><#else>${i.record}</#if></#if></td><td data-label="Last change"><#if i.updatedAt??>${l.when(i.updatedAt)}</#if></td></tr>
</#list>
</tbody></table></div>
<#else>
<p class="muted">None yet.</p>
</#if>
<#if marked?has_content>
<h2 id="marked">Incidents with the mark of a record</h2>
<div class="scroll"><table class="cards" aria-labelledby="marked">
<thead><tr><th scope="col">Incident</th><th scope="col">Decision</th><th scope="col">Reason</th><th scope="col" class="n">Rule</th><th scope="col">Since</th></tr></thead>
<tbody>
<#list marked as m>
<tr><th scope="row"><#if m.link??><a href="${m.link}" rel="noopener noreferrer">${m.number}</a><#else>${m.number}</#if></th><td data-label="Decision"><#if m.leftOut>left out<#else><span class="badge warn">enriched</span></#if></td><td class="wide" data-label="Reason">${m.reason}</td><td class="n" data-label="Rule"><#if m.rule gt 0>${m.rule}<#else>none</#if></td><td data-label="Since">${l.when(m.at)}</td></tr>
</#list>
</tbody></table></div>
</#if>
<#if nodes?has_content>
<h2 id="nodes">Nodes</h2>
<div class="scroll"><table class="cards" aria-labelledby="nodes">
<thead><tr><th scope="col">Name</th><th scope="col">State</th><th scope="col">Version</th><th scope="col">Runs since</th><th scope="col">Last poll</th></tr></thead>
<tbody>
<#list nodes as n>
<tr><th scope="row">${n.name}</th><td data-label="State"><#if n.silent><span class="badge warn">silent since ${l.when(n.seen)}</span><#else><span class="badge ok">at work</span></#if></td><td data-label="Version">${n.version}</td><td data-label="Runs since">${l.when(n.since)}</td><td data-label="Last poll"><#if n.lastPoll??>${l.when(n.lastPoll)}<#else>none yet</#if></td></tr>
</#list>
</tbody></table></div>
</#if>
<#if reloadable!false>
<h2 id="settings">Settings</h2>
<p class="muted">Read from the files when it started, or when they were last read anew. What was in work is cut off and done again; settings that cannot be used are reported, and the running ones stay.</p>
<@l.order "settings" "reload" "Read settings anew" "/" true true/>
</#if>
<h2 id="audit">Operator actions and refused access</h2>
<#if audit?has_content>
<div class="scroll"><table class="cards" aria-labelledby="audit">
<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Work or request</th><th scope="col">Reason</th><th scope="col">Address</th><th scope="col">User</th><th scope="col">Outcome</th><th scope="col" class="n">Times</th></tr></thead>
<tbody>
<#list audit as a>
<tr><th scope="row">${l.when(a.at)}</th><td data-label="What">${a.action}</td><td class="wide" data-label="Work or request">${a.subject!""}</td><td data-label="Reason">${a.reason!""}</td><td data-label="Address">${a.address}</td><td data-label="User">${a.userName!""}</td><td class="wide" data-label="Outcome">${a.outcome!""}</td><td class="n" data-label="Times">${a.times}</td></tr>
</#list>
</tbody></table></div>
<#else>
<p class="muted">None yet.</p>
</#if>
</@l.page>
