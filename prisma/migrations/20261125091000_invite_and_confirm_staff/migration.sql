-- AlterTable
ALTER TABLE "staff_session" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- A session that is there already began with a password, and nothing was proved since.
UPDATE "staff_session" SET "confirmed_at" = "created_at";

-- CreateTable
CREATE TABLE "staff_invitation" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "customer_ids" UUID[],
    "invited_by_id" UUID NOT NULL,
    "invited_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_invitation_token_hash_key" ON "staff_invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "staff_invitation_email_key" ON "staff_invitation"("email");


-- What follows Prisma cannot say; tests/database holds every rule to its word.

-- Somebody who is invited becomes a staff member, so the same holds for both.
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_email_shape" CHECK ("email" ~ '^[^[:space:]]+@[^[:space:]]+$');
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_name_not_blank" CHECK ("name" ~ '[^[:space:]]');
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_lengths" CHECK (char_length("name") <= 200 AND char_length("email") <= 320);

-- Never a token in clear: a hash has its own shape.
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_token_hash_shape" CHECK ("token_hash" ~ '^[0-9a-f]{64}$');
