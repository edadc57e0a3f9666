-- CreateEnum
CREATE TYPE "CodeSource" AS ENUM ('entra', 'graph', 'network');

-- CreateTable
CREATE TABLE "unknown_code" (
    "raw_code" TEXT NOT NULL,
    "source" "CodeSource" NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "unknown_code_pkey" PRIMARY KEY ("raw_code","source")
);


-- What follows Prisma cannot say; tests/database holds it to its word.

-- A code is a word or a status. Text of an answer may name a customer, and has no place here.
ALTER TABLE "unknown_code" ADD CONSTRAINT "unknown_code_is_no_text"
  CHECK ("raw_code" ~ '^([A-Za-z][A-Za-z0-9_]{0,63}|HTTP [1-5][0-9]{2})$');
