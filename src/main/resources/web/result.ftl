<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${headline} – ioc-enrichment</title>
<#include "style.ftl">
</head>
<body>
<main>
<h1>${headline}</h1>
<p>${words}</p>
<p><a href="/">Back to the status page</a></p>
</main>
</body>
</html>
