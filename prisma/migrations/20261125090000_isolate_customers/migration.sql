-- CreateTable
CREATE TABLE "assignment" (
    "staff_member_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("staff_member_id","customer_id")
);

-- CreateIndex
CREATE INDEX "assignment_customer_id_idx" ON "assignment"("customer_id");

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_staff_member_id_fkey" FOREIGN KEY ("staff_member_id") REFERENCES "staff_member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What follows Prisma cannot say; tests/database holds every rule to its word.

-- The scope of a transaction lies in the setting posthouse.scope: '*' for every customer, else an array of customer ids.
-- Not set, and '' as a connection has it after a transaction that set it: no customer at all.
--
-- Each table of customers' data shows and takes the rows of the scope alone. FORCE: the owner of the tables as well.
-- The setting stands in subqueries, so that it is read once a statement and not once a row; not in functions, which
-- would be looked up and inlined anew by every plan (bench/row-level-security.ts).
ALTER TABLE "customer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "customer" FORCE ROW LEVEL SECURITY;
CREATE POLICY "customer_scope" ON "customer"
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));

ALTER TABLE "registration" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registration" FORCE ROW LEVEL SECURITY;
CREATE POLICY "registration_scope" ON "registration"
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "customer_id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));

ALTER TABLE "credential" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "credential" FORCE ROW LEVEL SECURITY;
CREATE POLICY "credential_scope" ON "credential"
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "customer_id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));

ALTER TABLE "mailbox" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mailbox" FORCE ROW LEVEL SECURITY;
CREATE POLICY "mailbox_scope" ON "mailbox"
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "customer_id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));

ALTER TABLE "connection_test" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "connection_test" FORCE ROW LEVEL SECURITY;
CREATE POLICY "connection_test_scope" ON "connection_test"
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "customer_id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));

ALTER TABLE "message" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "message" FORCE ROW LEVEL SECURITY;
CREATE POLICY "message_scope" ON "message"
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "customer_id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));

-- The trail is read within the scope; what concerns no customer, by those who see every one. Anybody may add to it what
-- concerns no customer, such as a sign-in.
ALTER TABLE "audit_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY "audit_entry_scope" ON "audit_entry"
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "customer_id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]))
  WITH CHECK ("customer_id" IS NULL OR (SELECT current_setting('posthouse.scope', true) = '*')
    OR "customer_id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));
