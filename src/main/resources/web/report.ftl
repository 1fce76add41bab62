<#import "layout.ftl" as l>
<#import "trendparts.ftl" as parts>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Enrichment of incidents, ${trends.from.words?keep_before(" ")} to ${trends.to.words?keep_before(" ")}</title>
<style>${style?no_esc}</style>
</head>
<body>
<main class="wrap">
<h1>Enrichment of incidents</h1>
<p class="lead"><@l.at trends.from/> to <@l.at trends.to/></p>
<@parts.body trends false/>
<p class="muted">Made by ioc-enrichment ${version!""}<#if node??> on ${node}</#if>. An incident is counted when its first note is written. Saved questions are those that were answered from what was kept.</p>
</main>
</body>
</html>
