-- The application sees for itself that nothing is in waiting, without a connection as the owner.
grant select on loans_schema to loans_app;
