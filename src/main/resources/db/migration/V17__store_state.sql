-- What became of the store itself: that it is a backup, or that its rows were moved to another database.
create table store_state (
  name  varchar(32)  not null primary key,
  state varchar(400) not null
);
