-- What a verdict asks of the incidents, one row for each incident, party held responsible and span of positions in which
-- this is what was known. Disposable: it is rebuilt from the ledger.
create table bearing (
    incident varchar(100) not null,
    accused varchar(100) not null,
    -- Known from this position on, and until (not including) that one; the largest bigint while it stands.
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
    -- Positions; 0: there is none.
    accusation bigint not null,
    denial bigint not null,
    -- JSON: what each authority's standing finding does to the party; null where nobody has found anything.
    found varchar,
    substantiated boolean not null,
    -- The position of the last finding, else of the denial, else of the accusation.
    last_word bigint not null,
    -- While it stands, and unless several authorities found: what it is counted with.
    shape uuid,
    primary key (incident, accused, from_position)
);

create index bearing_by_position on bearing (accused, from_position);

-- What is in no shape is judged one by one: what was revised since, and what several authorities found on.
create index bearing_without_shape on bearing (accused, shape, to_position, incident);

create index bearing_substantiated on bearing (accused, substantiated, occurred_from, incident);

-- The rest serve one shape each: to count, to find the earliest grounds, to find the latest report. They hold all that
-- those questions filter by, so that no row has to be fetched for it.
create index bearing_count on bearing (shape, occurred_from, occurred_to, from_position, area);

create index bearing_ground on bearing (shape, last_word, incident, occurred_from, occurred_to, from_position, area);

create index bearing_reported on bearing (shape, reported desc, from_position, occurred_from, area);

-- What decides how bearings stand, but their time and area.
create table bearing_shape (
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

create index bearing_shape_by_accused on bearing_shape (accused);

-- Every incident once, for lists; by the position of its first report.
create table incident (
    position bigint not null primary key,
    id varchar(100) not null,
    occurred_from timestamp(6) with time zone not null,
    occurred_to timestamp(6) with time zone not null
);

-- The last position that touches what is answered about an agreement or a party.
create table touched (
    subject varchar(120) not null primary key,
    position bigint not null
);

-- How far the tables above stand.
create table progress (
    name varchar(40) not null primary key,
    position bigint not null
);

insert into progress (name, position) values ('bearings', 0);
