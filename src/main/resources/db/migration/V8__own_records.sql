-- Record incidents that this installation made: the poll leaves them out. The key is the id in the mark of their subject.
create table own_record (
  grouping_id   varchar(60)  not null primary key,
  subject       varchar(500) not null,
  source_number varchar(64)  not null,
  rec_id        varchar(64),
  noted_at      timestamp with time zone not null
);
create index own_record_by_rec_id on own_record (rec_id);

-- Names under which Ivanti files what we create (CreatedBy), as its answers gave them.
create table own_account (
  name       varchar(200) not null primary key,
  learned_at timestamp with time zone not null
);

-- What the loop guard decided about an incident with a mark in its subject, once for each incident.
create table guard_decision (
  rec_id     varchar(64)  not null primary key,
  number     varchar(64)  not null,
  left_out   boolean      not null,
  rule       smallint     not null,
  reason     varchar(500) not null,
  decided_at timestamp with time zone not null
);
create index guard_decision_by_time on guard_decision (decided_at);
