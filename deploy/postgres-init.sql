-- Run once, by the postgres image, when the volume of docker-compose.yml is new.
-- The program logs in as a plain member of its two roles, so that no statement of it can get round their rights.
\getenv password POSTGRES_PASSWORD
create role loans_owner login;
create role loans_app login;
create role loans login password :'password';
grant loans_owner, loans_app to loans;
grant create, usage on schema public to loans_owner;
grant usage on schema public to loans_app;
create schema wolverine authorization loans_owner;
-- The superuser keeps the socket in the container (docker compose exec postgres psql -U postgres), and loses the network.
alter role postgres password null;
