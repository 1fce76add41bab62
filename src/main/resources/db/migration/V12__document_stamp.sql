-- Changes with every change of the document: what was read under the same stamp need not be read again.
alter table incident_document add column stamp bigint default 0 not null;
