-- The last good copy of something that is downloaded whole, such as CISA's catalogue: a restart while its source is down does not lose it.
create table kept_copy (
  name     varchar(80) not null primary key,
  body     text        not null,
  saved_at timestamp with time zone not null
);
