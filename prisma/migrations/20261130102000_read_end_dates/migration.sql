-- CreateEnum
CREATE TYPE "DaySource" AS ENUM ('staff', 'entra');

-- CreateEnum
CREATE TYPE "EntraMatch" AS ENUM ('found', 'unclear', 'absent');

-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "entra_ends_at" TIMESTAMPTZ(3)[] DEFAULT ARRAY[]::TIMESTAMPTZ(3)[],
ADD COLUMN     "entra_key_id" UUID,
ADD COLUMN     "entra_match" "EntraMatch",
ADD COLUMN     "entra_read_at" TIMESTAMPTZ(3),
ADD COLUMN     "expires_by_name" TEXT,
ADD COLUMN     "expires_from" "DaySource" NOT NULL DEFAULT 'staff';


-- What follows Prisma cannot say; tests/database holds every rule to its word.

-- A day was entered with its secret, unless the history knows who corrected it. The owner of the tables is bound by the
-- policies as well (FORCE), and the policies are those of a request.
ALTER TABLE "credential" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "audit_entry" NO FORCE ROW LEVEL SECURITY;
UPDATE "credential" c SET "expires_by_name" = COALESCE(
    (SELECT e.actor_name FROM "audit_entry" e
     WHERE e.deed = 'secret.set_expiry' AND e.subject_id = c.registration_id::text AND e.details->>'version' = c.version::text
     ORDER BY e.id DESC LIMIT 1),
    c.set_by_name)
WHERE c.expires_on IS NOT NULL;
ALTER TABLE "credential" FORCE ROW LEVEL SECURITY;
ALTER TABLE "audit_entry" FORCE ROW LEVEL SECURITY;

ALTER TABLE "credential" ADD CONSTRAINT "credential_entra_reading_whole" CHECK (("entra_read_at" IS NULL) = ("entra_match" IS NULL));
ALTER TABLE "credential" ADD CONSTRAINT "credential_day_was_read" CHECK ("expires_from" = 'staff' OR ("expires_on" IS NOT NULL AND "entra_read_at" IS NOT NULL));
ALTER TABLE "credential" ADD CONSTRAINT "credential_entra_ends_few" CHECK ("entra_ends_at" IS NOT NULL AND cardinality("entra_ends_at") <= 10);
