import { defineConfig } from 'prisma/config';

// `npm run prisma -- …` sets DATABASE_URL to the embedded server when the environment names none.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'node scripts/seed.mjs' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
