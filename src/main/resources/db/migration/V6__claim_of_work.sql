-- The work that holds a claim on a question: while its task is in work under that version, the claim holds; it ends with the work, however that ends.
alter table answer_claim add column task_name varchar(60);
alter table answer_claim add column task_key varchar(300);
alter table answer_claim add column task_version bigint;
