-- The record. Written once, never updated; a later correction is a later row.
-- The same text on H2 and PostgreSQL. varchar and not text, because H2 keeps text apart from the row.
create table ledger_entry (
    position       bigint                      not null primary key,
    aggregate_type varchar(100)                not null,
    aggregate_id   varchar(200)                not null,
    sequence       bigint                      not null,
    event_id       varchar(100)                not null,
    type           varchar(100)                not null,
    revision       varchar(20)                 not null,
    recorded       timestamp(6) with time zone not null,
    payload        varchar                     not null,
    metadata       varchar                     not null,
    salt           bytea                       not null,
    entry_hash     bytea                       not null,
    -- On the last row of a request alone, so that it can be unique.
    request_key    varchar(1000),
    request_hash   varchar(200),
    constraint ledger_entry_positive check (position > 0 and sequence >= 0),
    constraint ledger_entry_sequence unique (aggregate_id, sequence),
    constraint ledger_entry_request unique (request_key)
);

-- Which position was the last at an instant.
create index ledger_entry_recorded on ledger_entry (recorded, position);
