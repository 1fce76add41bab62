<#import "layout.ftl" as l>
<#import "trendparts.ftl" as parts>
<@l.page title="Trends" active="trends" live=false>
<div class="head2"><h1>Trends</h1><@l.rangelinks "/trends"/></div>
<p class="muted"><@l.at trends.from/> to <@l.at trends.to/> · <a href="/figures.csv?range=${range}">Figures as CSV</a></p>
<@parts.body trends/>
</@l.page>
