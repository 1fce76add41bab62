-- What the sources answered, word for word but for secrets, where store.evidence.keep asks for it. The digest is that of the answer as it was read.
create table raw_answer (
  answer      char(64)                 not null,
  part        int                      not null,
  answered_at timestamp with time zone not null,
  status      int                      not null,
  digest      char(64)                 not null,
  body_length bigint                   not null,
  masked      boolean                  not null,
  packed      ${bytes}                 not null,
  primary key (answer, part)
);
create index raw_answer_by_time on raw_answer (answered_at);
