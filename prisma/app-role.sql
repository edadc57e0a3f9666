-- What the role that the app connects as may do: all of it, table by table. `npm start` carries it out after the
-- migrations, with the role of DATABASE_URL in the place of :"role". By hand, as the owner of the tables:
--   psql -v role=posthouse_app -f prisma/app-role.sql
-- The role itself owns nothing, is no superuser and has no BYPASSRLS: the policies of the tables hold for it.

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :"role";
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM :"role";
GRANT USAGE ON SCHEMA public TO :"role";

-- staff and the installation
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_member, staff_session, staff_account, assignment, staff_invitation, verification, attempt_count TO :"role";
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, passkey TO :"role";
GRANT SELECT, INSERT, UPDATE, DELETE ON unknown_code TO :"role";

-- The check value of a vault key is never written over: a wrong key must not pass for the right one. It goes with the key,
-- and a foreign key refuses that while a secret needs it.
GRANT SELECT, INSERT, DELETE ON vault_key TO :"role";

-- customers' data, each row under its policy
GRANT SELECT, INSERT, UPDATE, DELETE ON customer, registration, credential, pending_certificate, mailbox, connection_test, retest, message TO :"role";

-- The audit trail is read and added to, nothing else: who did what. When that was, and the place in the chain, is for the
-- database to say.
GRANT SELECT ON audit_entry, audit_head TO :"role";
GRANT INSERT (deed, actor_id, actor_name, customer_id, customer_name, subject_id, subject, details) ON audit_entry TO :"role";
GRANT USAGE ON SEQUENCE audit_entry_id_seq TO :"role";

-- to see at start whether the tables are those of its version
GRANT SELECT ON _prisma_migrations TO :"role";
