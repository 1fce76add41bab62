<#import "layout.ftl" as l>
<#assign r = raw>
<@l.page title="Raw answer of ${r.source}" live=false>
<h1>Raw answer of ${r.source} <span class="sub"><code>${r.value}</code></span></h1>
<p class="facts">answered <@l.at r.at/> · <a href="/incidents/${r.recId?url}">back to the incident</a></p>
<#list r.replies as x>
<section class="card plain raw" aria-labelledby="reply-${x.part}">
<h2 id="reply-${x.part}">Reply<#if r.replies?size gt 1> ${x.part + 1} of ${r.replies?size}</#if> <small>HTTP ${x.status}, ${x.size}</small></h2>
<p class="muted digest">SHA-256 <code>${x.digest}</code><#if x.masked>, of the reply as it came: secrets in it are masked below<#else>, which is that of the file</#if></p>
<pre tabindex="0" aria-labelledby="reply-${x.part}">${x.text}</pre>
<#if x.cut><p class="muted">Its beginning; the file holds all of it.</p></#if>
<p><a href="/incidents/${r.recId?url}/raw/${r.id}/${x.part}" download>Download it</a></p>
</section>
</#list>
</@l.page>
