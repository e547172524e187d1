import { defineConfig } from 'vitest/config'

/** The suffix says what a test costs: nothing, a database, or real systems. */
export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['{src,tools,test}/**/*.test.ts'], exclude: ['**/*.{pg,odoo,browser}.test.ts'] },
      },
      {
        test: {
          name: 'pg',
          include: ['{src,test}/**/*.pg.test.ts'],
          globalSetup: ['test/support/postgres.setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'odoo',
          include: ['{src,test}/**/*.odoo.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
