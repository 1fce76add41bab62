-- Only what H2 (MODE=PostgreSQL) and PostgreSQL both understand. H2 keeps text out of line and cannot index it, so only what may grow large is text:
-- keys and small bodies, which are rewritten often, are varchar (H2: up to a million characters).

create table incident (
  rec_id      varchar(64)  not null primary key,
  number      varchar(64)  not null,
  subject     varchar(500) not null,
  priority    smallint     not null,
  created_at  timestamp with time zone,
  admitted_at timestamp with time zone not null,
  stage       varchar(40)  not null,
  stage_at    timestamp with time zone not null
);
create index incident_by_stage on incident (stage, priority, admitted_at);
create index incident_by_stage_at on incident (stage_at);

create table incident_document (
  rec_id   varchar(64) not null references incident (rec_id) on delete cascade,
  name     varchar(80) not null,
  body     text        not null,
  saved_at timestamp with time zone not null,
  primary key (rec_id, name)
);

create table watermark (
  name varchar(80) not null primary key,
  at   timestamp with time zone not null
);

create table answer (
  source      varchar(60) not null,
  type        varchar(20) not null,
  value_hash  char(64)    not null,
  state       varchar(20) not null,
  answered_at timestamp with time zone not null,
  expires_at  timestamp with time zone not null,
  body        varchar     not null,
  primary key (source, type, value_hash)
);
create index answer_by_expiry on answer (expires_at);

create table answer_claim (
  source     varchar(60)  not null,
  type       varchar(20)  not null,
  value_hash char(64)     not null,
  node       varchar(120) not null,
  owner      varchar(200) not null,
  until      timestamp with time zone not null,
  primary key (source, type, value_hash)
);

create table quota (
  source  varchar(60) not null primary key,
  body    varchar     not null
);

create table effect (
  effect_key varchar(300) not null primary key,
  kind       varchar(60)  not null,
  rec_id     varchar(64)  not null,
  content    text         not null,
  hash       char(64)     not null,
  state      varchar(20)  not null,
  attempts   int          not null,
  outcome    varchar(2000),
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create index effect_by_incident on effect (rec_id, created_at);
create index effect_by_update on effect (updated_at);

-- One row is one piece of work that waits or runs. The first twelve columns are those of db-scheduler; the others are ours and have defaults.
create table task (
  task_name            varchar(60)  not null,
  task_instance        varchar(300) not null,
  task_data            varchar,
  execution_time       timestamp with time zone not null,
  picked               boolean      not null,
  picked_by            varchar(120),
  last_success         timestamp with time zone,
  last_failure         timestamp with time zone,
  consecutive_failures int,
  last_heartbeat       timestamp with time zone,
  version              bigint       not null,
  priority             smallint,
  failed_tries         int default 0 not null,
  last_error           varchar(1000),
  again_at             timestamp with time zone,
  parked_at            timestamp with time zone,
  created_at           timestamp with time zone not null,
  primary key (task_name, task_instance)
);
create index task_by_due on task (task_name, execution_time);
create index task_by_heartbeat on task (picked, last_heartbeat);

create table stix_object (
  id       varchar(120) not null primary key,
  hash     char(64)     not null,
  created  timestamp with time zone not null,
  modified timestamp with time zone not null,
  revoked  boolean      not null
);

create table stix_report (
  id           varchar(120) not null primary key,
  first_report timestamp with time zone not null,
  last_report  timestamp with time zone not null
);
