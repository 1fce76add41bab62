-- Documents and contents are written compressed; what an earlier version wrote as text is read as it is.
alter table incident_document alter column body drop not null;
alter table incident_document add column packed ${bytes};
alter table effect alter column content drop not null;
alter table effect add column packed ${bytes};
