-- CreateEnum
CREATE TYPE "RetestEnd" AS ENUM ('passed', 'changed', 'stopped', 'paused', 'values_changed', 'not_allowed', 'over');

-- CreateTable
CREATE TABLE "retest" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_by_name" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL,
    "credential_version" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" "RetestEnd",

    CONSTRAINT "retest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "retest_next_at_idx" ON "retest"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "retest_customer_id_mailbox_id_key" ON "retest"("customer_id", "mailbox_id");

-- AddForeignKey
ALTER TABLE "retest" ADD CONSTRAINT "retest_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "retest" ADD CONSTRAINT "retest_customer_id_mailbox_id_fkey" FOREIGN KEY ("customer_id", "mailbox_id") REFERENCES "mailbox"("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What follows Prisma cannot say; tests/database holds it to its word.

ALTER TABLE "retest" ADD CONSTRAINT "retest_ended_whole" CHECK (("ended_at" IS NULL) = ("ended_because" IS NULL));
-- What has ended is nobody's to try.
ALTER TABLE "retest" ADD CONSTRAINT "retest_ended_without_lease" CHECK ("ended_at" IS NULL OR "lease_until" IS NULL);
ALTER TABLE "retest" ADD CONSTRAINT "retest_lengths" CHECK (char_length("asked_by_name") <= 200);

-- As every table of customers' data: the rows of the scope alone, for the owner of the tables as well.
ALTER TABLE "retest" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "retest" FORCE ROW LEVEL SECURITY;
CREATE POLICY "retest_scope" ON "retest"
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "customer_id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));
