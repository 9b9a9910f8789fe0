-- Runs on PostgreSQL after every migration, and finds nothing to do where none added a text.
-- Texts are compared by their bytes, whatever order the database was created with: pages and grounds come in the order in
-- which H2 gives them, and no update of the system's collations leaves an index, and with it a uniqueness, broken.
do $$
declare
    wanting record;
begin
    for wanting in
        select c.oid::regclass as table_name, string_agg(
            format('alter column %I type %s collate "C"', a.attname, format_type(a.atttypid, a.atttypmod)), ', ') as changes
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = current_schema()::regnamespace
            and c.relkind = 'r'
            and c.relname <> '${flyway:table}'
            and a.atttypid in ('varchar'::regtype, 'text'::regtype)
            and a.attcollation <> 'pg_catalog."C"'::regcollation
        group by c.oid
    loop
        execute format('alter table %s %s', wanting.table_name, wanting.changes);
    end loop;
end
$$;
