-- What one incident may take of a source's day, planned at its first look-up there on that day, and what it has taken.
create table source_share (
  source   varchar(60)              not null,
  rec_id   varchar(200)             not null,
  of_day   timestamp with time zone not null,
  allowed  bigint                   not null,
  taken    bigint                   not null,
  primary key (source, rec_id, of_day)
);
-- Which version of which object a message brings, from the moment at which it may leave: two messages with different versions of one object leave one
-- after the other, and none leaves after a newer one.
create table stix_sending (
  id         varchar(120)             not null,
  effect_key varchar(300)             not null,
  modified   timestamp with time zone not null,
  primary key (id, effect_key)
);
