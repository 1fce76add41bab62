-- The processes that work on this store, as they last reported themselves.
create table node (
  name       varchar(120)             not null primary key,
  version    varchar(60)              not null,
  started_at timestamp with time zone not null,
  seen_at    timestamp with time zone not null,
  polled_at  timestamp with time zone
);
