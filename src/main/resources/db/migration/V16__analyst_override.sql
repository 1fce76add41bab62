-- What analysts wrote about a value in a journal note: holds in every incident until it is too old, or the note is gone.
create table analyst_override (
  rec_id     varchar(64)   not null,
  digest     varchar(64)   not null,
  type       varchar(20)   not null,
  said_of    varchar(4096) not null,
  ruling     varchar(20)   not null,
  reason     varchar(300)  not null,
  author     varchar(120)  not null,
  origin     varchar(60)   not null,
  noted_at   timestamp with time zone not null,
  primary key (rec_id, digest)
);
create index analyst_override_by_value on analyst_override (digest);
