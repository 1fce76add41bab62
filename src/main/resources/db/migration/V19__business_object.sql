-- The business object of Ivanti to which a record that was taken in belongs; all of those before were incidents.
alter table incident add column object varchar(32) default 'incident' not null;
