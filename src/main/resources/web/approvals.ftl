<#import "layout.ftl" as l>
<@l.page title="Approvals" active="work">
<h1>Publications that wait for approval</h1>
<p class="lead">Nothing of them has left yet. The page of the incident shows the answers and rules that led to the verdicts; the note does not wait for it.</p>
<#list waiting as w>
<section class="card">
<h2>Incident <a href="/incidents/${w.recId?url}">${w.number}</a></h2>
<p>TLP:${w.tlp}, ${w.objects} objects, waits since ${l.when(w.since)}; refused without a decision at ${l.when(w.until)}.<#if w.link??> <a href="${w.link}" rel="noopener noreferrer">Incident ${w.number} in Ivanti</a></#if></p>
<p>Indicators that would be published:</p>
<ul class="values"><#list w.values as value><li>${value}</li><#else><li>none; observables and notes alone</li></#list><#if w.more gt 0><li>and ${w.more} more</li></#if></ul>
<form method="post" action="/approvals" class="order"><input type="hidden" name="token" value="${token}"><input type="hidden" name="id" value="${w.id}">
<label>Your name <input name="name" maxlength="60" required autocomplete="name"></label>
<label>Reason <input name="reason" maxlength="200"></label>
<button name="action" value="approve" aria-label="Approve the publication of incident ${w.number}">Approve</button>
<button name="action" value="refuse" aria-label="Refuse the publication of incident ${w.number}">Refuse</button></form>
</section>
<#else>
<p class="card ok">None.</p>
</#list>
</@l.page>
