-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "certificate" TEXT;

-- CreateTable
CREATE TABLE "pending_certificate" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "registration_id" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "certificate" TEXT NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pending_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pending_certificate_key_id_idx" ON "pending_certificate"("key_id");

-- CreateIndex
CREATE UNIQUE INDEX "pending_certificate_customer_id_registration_id_key" ON "pending_certificate"("customer_id", "registration_id");

-- AddForeignKey
ALTER TABLE "pending_certificate" ADD CONSTRAINT "pending_certificate_customer_id_registration_id_fkey" FOREIGN KEY ("customer_id", "registration_id") REFERENCES "registration"("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_certificate" ADD CONSTRAINT "pending_certificate_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "vault_key"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- What follows Prisma cannot say; tests/database holds every rule to its word.

-- Keys are counted and retired by key_id, and secrets are opened by the id in the ciphertext: it has to be the same one.
ALTER TABLE "pending_certificate" ADD CONSTRAINT "pending_certificate_under_named_key" CHECK (split_part("sealed", '.', 2) = "key_id");

-- A certificate is public, and one. A private key never stands beside it in clear, and of a key there is no hint.
ALTER TABLE "credential" ADD CONSTRAINT "credential_certificate_shape" CHECK ("certificate" IS NULL OR ("certificate" ~ '^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n$' AND "hint" = ''));
ALTER TABLE "pending_certificate" ADD CONSTRAINT "pending_certificate_shape" CHECK ("certificate" ~ '^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n$');

-- Lengths: far above what a form accepts, far below what hurts.
ALTER TABLE "credential" ADD CONSTRAINT "credential_certificate_length" CHECK (char_length("certificate") <= 20000);
ALTER TABLE "pending_certificate" ADD CONSTRAINT "pending_certificate_lengths" CHECK (char_length("sealed") <= 20000 AND char_length("key_id") <= 64 AND char_length("certificate") <= 20000);

-- The rows of the scope alone, as in 20261125090000_isolate_customers.
ALTER TABLE "pending_certificate" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "pending_certificate" FORCE ROW LEVEL SECURITY;
CREATE POLICY "pending_certificate_scope" ON "pending_certificate"
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "customer_id" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));
