<#-- Subject of the record incident. The marker and INC<number> must stay: by them the record is found again. -->
${say("record.subject", "number", number)} [ti-record:${grouping}]
