<#-- Subject of the record incident. The marker and INC<number> must stay: by them the record is found again. -->
Intel published for INC${number} [ti-record:${grouping}]
