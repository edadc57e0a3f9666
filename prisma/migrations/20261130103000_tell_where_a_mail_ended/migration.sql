-- AlterTable
ALTER TABLE "message" ADD COLUMN     "detail" JSONB,
ADD COLUMN     "size_bytes" INTEGER;
