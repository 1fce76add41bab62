-- How often the process ended while the work ran without having made anything durable, and since when the present run is under way: what was only
-- claimed has no such time.
alter table task add column deaths int default 0 not null;
alter table task add column begun_at timestamp with time zone;
-- The incident for which an answer was asked for: an answer is progress of that incident's enrichment.
alter table answer add column asked_for varchar(64);
