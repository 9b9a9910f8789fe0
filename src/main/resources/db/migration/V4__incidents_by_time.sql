-- Which incidents began near a time: whoever reports one is shown what it may be the same as.
create index incident_by_time on incident (occurred_from, position);
