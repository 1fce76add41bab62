-- Who released or dropped work, and who was refused: one row each, repeated refusals counted in one.
create table audit (
  id        varchar(36)  not null primary key,
  at        timestamp with time zone not null,
  last_at   timestamp with time zone not null,
  node      varchar(120) not null,
  action    varchar(20)  not null,
  subject   varchar(200) not null,
  address   varchar(64)  not null,
  user_name varchar(60)  not null,
  outcome   varchar(200) not null,
  times     int          not null
);
create index audit_by_time on audit (action, at);
