-- When the incident reached its stages (stage@second, one behind the other), its worst verdict, and its figures until its first note is written.
alter table incident add column journey varchar(2000) default '' not null;
alter table incident add column verdict varchar(20);
alter table incident add column figures varchar(4000);
create index incident_by_number on incident (number);
create index incident_by_admission on incident (admitted_at desc, rec_id);

-- What an incident is found by: indicators, words of its subject, verdicts, answers of sources.
create table incident_term (
  term   varchar(200)             not null,
  at     timestamp with time zone not null,
  rec_id varchar(64)              not null references incident (rec_id) on delete cascade,
  primary key (rec_id, term)
);
create index incident_term_by_time on incident_term (term, at desc, rec_id);

-- Figures of incidents that were noted, until they are added to those of their hour and day.
create table noted_incident (
  rec_id   varchar(64)              not null primary key,
  noted_at timestamp with time zone not null,
  seconds  bigint                   not null,
  journey  varchar(2000)            not null,
  figures  varchar(4000)
);

-- How often something happened in an hour (h) or on a day (d).
create table figure (
  span   char(1)                  not null,
  at     timestamp with time zone not null,
  name   varchar(120)             not null,
  amount bigint                   not null,
  primary key (span, at, name)
);

-- Work that an operator dropped, as it was, so that it can be taken back.
create table dropped_task (
  task_name            varchar(60)  not null,
  task_instance        varchar(300) not null,
  task_data            varchar,
  priority             smallint,
  consecutive_failures int,
  last_error           varchar(1000),
  parked_at            timestamp with time zone,
  dropped_at           timestamp with time zone not null,
  primary key (task_name, task_instance)
);
create index dropped_task_by_time on dropped_task (dropped_at desc);
-- The work that is parked, found without looking at the work that is not.
create index task_by_parking on task (parked_at);
alter table audit add column reason varchar(300);
