-- The derived tables twice: answers come from one slot, while the other is filled anew from the ledger. What there is
-- becomes slot a. Whatever is added to one is added to the other.
alter table bearing rename to bearing_a;
alter index bearing_by_position rename to bearing_a_by_position;
alter index bearing_without_shape rename to bearing_a_without_shape;
alter index bearing_substantiated rename to bearing_a_substantiated;
alter index bearing_count rename to bearing_a_count;
alter index bearing_ground rename to bearing_a_ground;
alter index bearing_reported rename to bearing_a_reported;
alter table bearing_shape rename to bearing_shape_a;
alter index bearing_shape_by_accused rename to bearing_shape_a_by_accused;
alter table incident rename to incident_a;
alter index incident_by_time rename to incident_a_by_time;
alter table touched rename to touched_a;
-- Who follows the tables of another process asks for what was touched since.
create index touched_a_by_position on touched_a (position);

create table bearing_b (
    incident varchar(100) not null,
    accused varchar(100) not null,
    from_position bigint not null,
    to_position bigint not null,
    act varchar(20),
    target varchar(40),
    facility_of varchar(100),
    area varchar,
    occurred_from timestamp(6) with time zone not null,
    occurred_to timestamp(6) with time zone not null,
    occurred_precision varchar(10) not null,
    reported timestamp(6) with time zone not null,
    accusation bigint not null,
    denial bigint not null,
    found varchar,
    substantiated boolean not null,
    last_word bigint not null,
    shape uuid,
    primary key (incident, accused, from_position)
);

create index bearing_b_by_position on bearing_b (accused, from_position);

create index bearing_b_without_shape on bearing_b (accused, shape, to_position, incident);

create index bearing_b_substantiated on bearing_b (accused, substantiated, occurred_from, incident);

create index bearing_b_count on bearing_b (shape, occurred_from, occurred_to, from_position, area);

create index bearing_b_ground on bearing_b (shape, last_word, incident, occurred_from, occurred_to, from_position, area);

create index bearing_b_reported on bearing_b (shape, reported desc, from_position, occurred_from, area);

create table bearing_shape_b (
    id uuid not null primary key,
    accused varchar(100) not null,
    act varchar(20),
    target varchar(40),
    facility_of varchar(100),
    has_accuser boolean not null,
    is_denied boolean not null,
    authority varchar,
    effect varchar(20),
    longest_seconds bigint not null
);

create index bearing_shape_b_by_accused on bearing_shape_b (accused);

create table incident_b (
    position bigint not null primary key,
    id varchar(100) not null,
    occurred_from timestamp(6) with time zone not null,
    occurred_to timestamp(6) with time zone not null
);

create index incident_b_by_time on incident_b (occurred_from, position);

create table touched_b (
    subject varchar(120) not null primary key,
    position bigint not null
);

create index touched_b_by_position on touched_b (position);

-- How far the slot stands that answers come from. Whoever writes to it, or switches to the other, locks this row first.
alter table progress add column slot varchar(1) default 'a' not null;
-- How often the other slot has taken its place.
alter table progress add column switches bigint default 0 not null;

-- How far the other slot stands. Whoever fills or empties that one locks this row first.
create table progress_of_rebuild (
    name varchar(40) not null primary key,
    -- EMPTY, FILLING, or STALE: to be emptied before it is filled.
    state varchar(10) not null,
    position bigint not null,
    -- By which revision of the fold it is being filled.
    fold integer not null
);

insert into progress_of_rebuild (name, state, position, fold) values ('bearings', 'EMPTY', 0, 0);
