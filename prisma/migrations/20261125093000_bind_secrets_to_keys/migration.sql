-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "vault_key"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- What follows Prisma cannot say; tests/database holds every rule to its word.

-- Keys are counted and retired by key_id, and secrets are opened by the id in the ciphertext: it has to be the same one.
ALTER TABLE "credential" ADD CONSTRAINT "credential_under_named_key" CHECK (split_part("sealed", '.', 2) = "key_id");
