-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "hash" BYTEA,
ADD COLUMN     "previous_hash" BYTEA,
ADD COLUMN     "sequence" BIGINT,
ALTER COLUMN "at" SET DEFAULT clock_timestamp();

-- CreateTable
CREATE TABLE "audit_head" (
    "chain" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("chain")
);

-- DropIndex
DROP INDEX "audit_entry_customer_id_at_idx";

-- CreateIndex
CREATE INDEX "audit_entry_customer_id_id_idx" ON "audit_entry"("customer_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id" DESC);


-- What follows Prisma cannot say; tests/database and tests/audit hold every rule to its word.

-- An entry belongs to the chain of its customer; one without a customer to that of the installation, whose name is the
-- nil uuid.
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_customer_not_nil" CHECK ("customer_id" <> '00000000-0000-0000-0000-000000000000');

-- One value in the canonical form: the number of its bytes in four bytes, then these; for NULL -1 and nothing, as in a
-- row of Postgres' own protocol. No two entries have the same form.
CREATE FUNCTION "audit_field"("value" bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(int4send(octet_length("value")) || "value", int4send(-1))
$$;

-- The hash of an entry: over the version of the form, 1, and every column but the hash itself. lib/audit/chain.ts
-- computes the same without this database. Names are whole, because the trigger has a search path of its own.
CREATE FUNCTION "audit_entry_hash"("entry" "audit_entry") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256('\x01'::bytea
    || public.audit_field(int8send("entry"."id"))
    || public.audit_field(int8send(round(extract(epoch FROM "entry"."at") * 1000)::bigint))
    || public.audit_field(convert_to("entry"."deed", 'UTF8'))
    || public.audit_field(uuid_send("entry"."actor_id"))
    || public.audit_field(convert_to("entry"."actor_name", 'UTF8'))
    || public.audit_field(uuid_send("entry"."customer_id"))
    || public.audit_field(convert_to("entry"."customer_name", 'UTF8'))
    || public.audit_field(convert_to("entry"."subject_id", 'UTF8'))
    || public.audit_field(convert_to("entry"."subject", 'UTF8'))
    || public.audit_field(convert_to("entry"."details"::text, 'UTF8'))
    || public.audit_field(int8send("entry"."sequence"))
    || public.audit_field("entry"."previous_hash"))
$$;

-- What was there before gets its place in the order in which it was written. The owner sees and changes all of it for
-- these statements alone; nobody else sees the table meanwhile.
ALTER TABLE "audit_entry" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "audit_entry" DISABLE TRIGGER "audit_entry_append_only";
DO $$
DECLARE
  "entry" "audit_entry";
  "before" "audit_entry";
BEGIN
  FOR "entry" IN SELECT * FROM "audit_entry" ORDER BY "customer_id" NULLS FIRST, "id" LOOP
    IF "before"."id" IS NULL OR "before"."customer_id" IS DISTINCT FROM "entry"."customer_id" THEN
      "entry"."sequence" := 1;
      "entry"."previous_hash" := decode(repeat('00', 32), 'hex');
    ELSE
      "entry"."sequence" := "before"."sequence" + 1;
      "entry"."previous_hash" := "before"."hash";
    END IF;
    "entry"."hash" := "audit_entry_hash"("entry");
    UPDATE "audit_entry"
      SET "sequence" = "entry"."sequence", "previous_hash" = "entry"."previous_hash", "hash" = "entry"."hash"
      WHERE "audit_entry"."id" = "entry"."id";
    "before" := "entry";
  END LOOP;
END;
$$;
INSERT INTO "audit_head"
  SELECT DISTINCT ON (1) coalesce("customer_id", '00000000-0000-0000-0000-000000000000'), "sequence", "hash"
  FROM "audit_entry" ORDER BY 1, "sequence" DESC;
ALTER TABLE "audit_entry" ENABLE ALWAYS TRIGGER "audit_entry_append_only";
ALTER TABLE "audit_entry" FORCE ROW LEVEL SECURITY;

-- An entry without its place is refused, also where the trigger below does not fire.
ALTER TABLE "audit_entry" ALTER COLUMN "sequence" SET NOT NULL;
ALTER TABLE "audit_entry" ALTER COLUMN "previous_hash" SET NOT NULL;
ALTER TABLE "audit_entry" ALTER COLUMN "hash" SET NOT NULL;
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_chained" CHECK ("sequence" >= 1 AND octet_length("previous_hash") = 32 AND octet_length("hash") = 32);
CREATE UNIQUE INDEX "audit_entry_customer_id_sequence_key" ON "audit_entry"("customer_id", "sequence");
CREATE UNIQUE INDEX "audit_entry_installation_sequence_key" ON "audit_entry"("sequence") WHERE "customer_id" IS NULL;

-- Gives a new entry the next place in its chain and moves the head on. Whoever writes to the same chain waits here until
-- that transaction has ended, so that a chain neither forks nor has a gap. It runs as the owner: the app's role may look
-- at the heads and nothing else.
CREATE FUNCTION "chain_audit_entry"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  "own" uuid := coalesce(NEW."customer_id", '00000000-0000-0000-0000-000000000000');
  "head" public."audit_head";
BEGIN
  SELECT * INTO "head" FROM public."audit_head" WHERE "chain" = "own" FOR UPDATE;
  IF NOT FOUND THEN
    -- Two may come to this point at once: one of them makes the row, both then wait for their turn with it.
    INSERT INTO public."audit_head" VALUES ("own", 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
    SELECT * INTO "head" FROM public."audit_head" WHERE "chain" = "own" FOR UPDATE;
  END IF;
  NEW."sequence" := "head"."sequence" + 1;
  NEW."previous_hash" := "head"."hash";
  NEW."hash" := public.audit_entry_hash(NEW);
  UPDATE public."audit_head" SET "sequence" = NEW."sequence", "hash" = NEW."hash" WHERE "chain" = "own";
  RETURN NEW;
END;
$$;
-- As the trigger of a table of somebody else's it would move heads on without an entry.
REVOKE EXECUTE ON FUNCTION "chain_audit_entry"() FROM PUBLIC;
-- Not ALWAYS: a replica takes the entries with the places that they have.
CREATE TRIGGER "audit_entry_chain" BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "chain_audit_entry"();

-- Not FORCE, as everywhere else: the trigger reads and writes as the owner, whose scope is none.
ALTER TABLE "audit_head" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "audit_head_scope" ON "audit_head" FOR SELECT
  USING ((SELECT current_setting('posthouse.scope', true) = '*')
    OR "chain" = ANY ((SELECT CASE WHEN current_setting('posthouse.scope', true) LIKE '{%' THEN current_setting('posthouse.scope', true)::uuid[] END)::uuid[]));
