<#import "layout.ftl" as l>
<@l.page title=headline live=false>
<h1>${headline}</h1>
<p class="lead" role="status">${words}</p>
<p><a class="button" href="${back!"/"}">Back</a></p>
</@l.page>
