-- What one incident may take of a source's day, planned at its first look-up there on that day, and what it has taken.
create table source_share (
  source   varchar(60)              not null,
  rec_id   varchar(200)             not null,
  of_day   timestamp with time zone not null,
  allowed  bigint                   not null,
  taken    bigint                   not null,
  primary key (source, rec_id, of_day)
);
