-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('admin', 'agent', 'viewer');

-- CreateEnum
CREATE TYPE "Cloud" AS ENUM ('global', 'gcc_high', 'dod', 'china', 'sandbox');

-- CreateEnum
CREATE TYPE "TestVerdict" AS ENUM ('passed', 'failed', 'not_proven');

-- CreateEnum
CREATE TYPE "MessageState" AS ENUM ('sending', 'accepted', 'failed', 'unknown');

-- CreateTable
CREATE TABLE "staff_member" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" "Role" NOT NULL DEFAULT 'viewer',
    "last_test_address" TEXT,
    "deactivated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "staff_member_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_account" (
    "id" UUID NOT NULL,
    "staff_member_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "password" TEXT,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt_count" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "window_ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_count_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "cloud" "Cloud" NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "client_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "sign_in_failed_at" TIMESTAMPTZ(3),
    "sign_in_failure_code" TEXT,

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "registration_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "sealed" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "expires_on" DATE,
    "set_by_id" UUID NOT NULL,
    "set_by_name" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailbox" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "registration_id" UUID,
    "address" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "paused_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "evidence_at" TIMESTAMPTZ(3),
    "evidence_verdict" "TestVerdict",
    "evidence_code" TEXT,

    CONSTRAINT "mailbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_test" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "mailbox_id" UUID,
    "verdict" "TestVerdict" NOT NULL,
    "code" TEXT,
    "checks" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "ran_by_id" UUID NOT NULL,
    "ran_by_name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connection_test_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "state" "MessageState" NOT NULL,
    "code" TEXT,
    "answer" JSONB,
    "request_id" TEXT,
    "sent_by_id" UUID NOT NULL,
    "sent_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deed" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "customer_id" UUID,
    "customer_name" TEXT,
    "subject_id" TEXT,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vault_key" (
    "id" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vault_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_member_email_key" ON "staff_member"("email");

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_token_key" ON "staff_session"("token");

-- CreateIndex
CREATE INDEX "staff_session_staff_member_id_idx" ON "staff_session"("staff_member_id");

-- CreateIndex
CREATE INDEX "staff_account_staff_member_id_idx" ON "staff_account"("staff_member_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_account_provider_id_account_id_key" ON "staff_account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "customer_name_key" ON "customer"("name");

-- CreateIndex
CREATE UNIQUE INDEX "registration_customer_id_cloud_tenant_id_client_id_key" ON "registration"("customer_id", "cloud", "tenant_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "registration_customer_id_id_key" ON "registration"("customer_id", "id");

-- CreateIndex
CREATE INDEX "credential_key_id_idx" ON "credential"("key_id");

-- CreateIndex
CREATE UNIQUE INDEX "credential_customer_id_registration_id_key" ON "credential"("customer_id", "registration_id");

-- CreateIndex
CREATE INDEX "mailbox_customer_id_registration_id_idx" ON "mailbox"("customer_id", "registration_id");

-- CreateIndex
CREATE UNIQUE INDEX "mailbox_customer_id_address_key" ON "mailbox"("customer_id", "address");

-- CreateIndex
CREATE UNIQUE INDEX "mailbox_customer_id_id_key" ON "mailbox"("customer_id", "id");

-- CreateIndex
CREATE INDEX "connection_test_customer_id_mailbox_id_started_at_idx" ON "connection_test"("customer_id", "mailbox_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "message_customer_id_mailbox_id_created_at_idx" ON "message"("customer_id", "mailbox_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "message_created_at_idx" ON "message"("created_at" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_customer_id_at_idx" ON "audit_entry"("customer_id", "at" DESC);

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_member_id_fkey" FOREIGN KEY ("staff_member_id") REFERENCES "staff_member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_staff_member_id_fkey" FOREIGN KEY ("staff_member_id") REFERENCES "staff_member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_customer_id_registration_id_fkey" FOREIGN KEY ("customer_id", "registration_id") REFERENCES "registration"("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_customer_id_registration_id_fkey" FOREIGN KEY ("customer_id", "registration_id") REFERENCES "registration"("customer_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_test" ADD CONSTRAINT "connection_test_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_test" ADD CONSTRAINT "connection_test_customer_id_mailbox_id_fkey" FOREIGN KEY ("customer_id", "mailbox_id") REFERENCES "mailbox"("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_customer_id_mailbox_id_fkey" FOREIGN KEY ("customer_id", "mailbox_id") REFERENCES "mailbox"("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What follows Prisma cannot say; tests/database holds every rule to its word.

-- A value that is compared is stored in one spelling.
ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "registration" ADD CONSTRAINT "registration_tenant_id_lower" CHECK ("tenant_id" = lower("tenant_id"));
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_address_lower" CHECK ("address" = lower("address"));

-- An address has something on both sides of its @ and no white space.
ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_email_shape" CHECK ("email" ~ '^[^[:space:]]+@[^[:space:]]+$');
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_address_shape" CHECK ("address" ~ '^[^[:space:]]+@[^[:space:]]+$');
ALTER TABLE "message" ADD CONSTRAINT "message_recipient_shape" CHECK ("recipient" ~ '^[^[:space:]]+@[^[:space:]]+$');

-- A tenant id becomes part of the address that the secret is posted to.
ALTER TABLE "registration" ADD CONSTRAINT "registration_tenant_id_shape" CHECK ("tenant_id" ~ '^[a-z0-9][a-z0-9.-]*$');

-- What has to be there is there.
ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_name_not_blank" CHECK ("name" ~ '[^[:space:]]');
ALTER TABLE "customer" ADD CONSTRAINT "customer_name_not_blank" CHECK ("name" ~ '[^[:space:]]');
ALTER TABLE "credential" ADD CONSTRAINT "credential_sealed_not_blank" CHECK ("sealed" ~ '[^[:space:]]');
ALTER TABLE "credential" ADD CONSTRAINT "credential_key_id_not_blank" CHECK ("key_id" ~ '[^[:space:]]');
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_deed_not_blank" CHECK ("deed" ~ '[^[:space:]]');

-- Counters.
ALTER TABLE "credential" ADD CONSTRAINT "credential_version_positive" CHECK ("version" >= 1);
ALTER TABLE "customer" ADD CONSTRAINT "customer_revision_positive" CHECK ("revision" >= 1);
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_revision_positive" CHECK ("revision" >= 1);
ALTER TABLE "attempt_count" ADD CONSTRAINT "attempt_count_not_negative" CHECK ("count" >= 0);

-- Values that only make sense together.
ALTER TABLE "registration" ADD CONSTRAINT "registration_sign_in_failure_whole" CHECK (("sign_in_failed_at" IS NULL) = ("sign_in_failure_code" IS NULL));
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_evidence_whole" CHECK (("evidence_at" IS NULL) = ("evidence_verdict" IS NULL));
ALTER TABLE "message" ADD CONSTRAINT "message_settled_whole" CHECK (("state" = 'sending') = ("settled_at" IS NULL));

-- Lengths: far above what a form accepts, far below what hurts. The hint is never more of the secret than Entra shows.
ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_lengths" CHECK (char_length("name") <= 200 AND char_length("email") <= 320 AND char_length("last_test_address") <= 320);
ALTER TABLE "attempt_count" ADD CONSTRAINT "attempt_count_lengths" CHECK (char_length("key") <= 512);
ALTER TABLE "customer" ADD CONSTRAINT "customer_lengths" CHECK (char_length("name") <= 200 AND char_length("note") <= 10000);
ALTER TABLE "registration" ADD CONSTRAINT "registration_lengths" CHECK (char_length("tenant_id") <= 253 AND char_length("sign_in_failure_code") <= 100);
ALTER TABLE "credential" ADD CONSTRAINT "credential_lengths" CHECK (char_length("sealed") <= 20000 AND char_length("key_id") <= 64 AND char_length("hint") <= 3);
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_lengths" CHECK (char_length("address") <= 320 AND char_length("name") <= 200 AND char_length("description") <= 10000);
ALTER TABLE "connection_test" ADD CONSTRAINT "connection_test_lengths" CHECK (char_length("code") <= 100 AND char_length("fingerprint") <= 200);
ALTER TABLE "message" ADD CONSTRAINT "message_lengths" CHECK (char_length("recipient") <= 320 AND char_length("subject") <= 998 AND char_length("code") <= 100);
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_lengths" CHECK (char_length("deed") <= 100 AND char_length("subject") <= 500);

-- The audit trail is written once. ALWAYS: also under session_replication_role = replica.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only: % refused', TG_OP;
END;
$$;
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
ALTER TABLE "audit_entry" ENABLE ALWAYS TRIGGER "audit_entry_append_only";
