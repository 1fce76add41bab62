<#assign kinds = {"ipv4": "ip-src", "ipv6": "ip-src", "domain": "domain", "url": "url", "md5": "md5", "sha1": "sha1", "sha256": "sha256"}>
{"Event": {"info": "INC${number}: indicators of a ticket", "distribution": "0", "threat_level_id": "<#if worst == "malicious">1<#else>3</#if>", "analysis": "2",
 "Tag": [{"name": "tlp:amber"}],
 "Attribute": [<#list findings?filter(f -> f.shareable && kinds[f.type]??) as f>
  {"type": "${kinds[f.type]}", "value": "${f.value}", "to_ids": ${(f.verdict == "malicious")?c}, "comment": "${f.verdict}, ${f.confidence}%"}<#sep>,</#list>]}}
