-- When an operator released the work: a try after a crash can tell that it was released from that it never waited.
alter table task add column released_at timestamp with time zone;
