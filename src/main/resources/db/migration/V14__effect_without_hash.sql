-- Nothing reads it, and SHA-256 of each content costs more than its row.
alter table effect drop column hash;
