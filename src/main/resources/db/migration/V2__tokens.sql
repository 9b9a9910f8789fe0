-- How far each processor of events has come. Axon's own table, in our spelling.
create table projection_token (
    processor_name varchar(255) not null,
    segment        integer      not null,
    token          bytea,
    token_type     varchar(255),
    updated        varchar(255),
    owner          varchar(255),
    primary key (processor_name, segment)
);
