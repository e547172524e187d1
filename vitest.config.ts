import { defineConfig } from 'vitest/config'
import { versionsFromSource } from './src/local/odoo/source.ts'
import { withoutPostgres15 } from './test/support/postgres-versions.ts'

const setupFiles = ['test/support/seeds.ts']

/** What never comes is given up after this; whatever comes may take as long as a busy machine needs. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } }

/** Files leave nothing behind but a database of their own, so they share their modules: a second less for each. */
const isolate = false

const onRealOdoo = {
  isolate,
  setupFiles,
  globalSetup: ['test/support/postgres.setup.ts', 'test/support/odoo.setup.ts'],
  ...patience,
  // One real Odoo with two workers serves them all.
  fileParallelism: false,
}

const onRealPostgres = {
  isolate,
  setupFiles,
  globalSetup: ['test/support/postgres.setup.ts'],
  ...patience,
}

/** What is told on the oldest PostgreSQL too: its schema, its statements; in a full run every story. */
const onOldPostgres = process.env['MILLWRIGHT_FULL']
  ? ['{src,test}/**/*.pg.test.ts']
  : [
      'src/engine/postgres/*.pg.test.ts',
      'test/contracts/store.pg.test.ts',
      'test/engine/{accept,postgres-version}.pg.test.ts',
    ]

/** What is told on every other Odoo too: the contract and what Odoo itself looks like; in a full run every story. */
const elsewhere = [
  'src/local/odoo/*.odoo.test.ts',
  'test/contracts/odoo-{ledger,procedures}.odoo.test.ts',
  'test/cli/*.odoo.test.ts',
  'test/scenarios/{breakdowns,cmms-in-odoo,maintenance-{in-odoo,mirror},maintenance-windows,odoo-connection,posting-set,replanning,spare-parts}.odoo.test.ts',
  ...(process.env['MILLWRIGHT_FULL']
    ? ['test/contracts/odoo-{lots,plain}.odoo.test.ts', 'test/{chaos,scenarios}/*.odoo.test.ts']
    : []),
]

/** The suffix says what a test costs: nothing, a database, or real systems. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/leavings.setup.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          setupFiles,
          include: ['{src,tools,test}/**/*.test.ts'],
          exclude: ['**/*.{pg,odoo,browser}.test.ts', 'test/simulation/simulation.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'simulation',
          setupFiles,
          include: ['test/simulation/simulation.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'pg',
          include: ['{src,test}/**/*.pg.test.ts'],
          provide: { postgresVersion: '18' },
          ...onRealPostgres,
        },
      },
      // Where it can be had; `npm test` says where not.
      ...(withoutPostgres15
        ? []
        : [
            {
              test: {
                name: 'pg-15',
                include: onOldPostgres,
                provide: { postgresVersion: '15' as const },
                ...onRealPostgres,
              },
            },
          ]),
      {
        test: {
          name: 'browser',
          setupFiles,
          include: ['test/**/*.browser.test.ts'],
          globalSetup: ['test/support/postgres.setup.ts', 'test/support/console.setup.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'odoo',
          include: ['{src,test}/**/*.odoo.test.ts'],
          provide: { odooVersion: '19' },
          ...onRealOdoo,
        },
      },
      {
        // The same stories on the older one; files that run alone never run beside one another.
        test: {
          name: 'odoo-14',
          include: elsewhere,
          provide: { odooVersion: '14' },
          ...onRealOdoo,
        },
      },
      // Those that come in no package: told the same where somebody names their source trees, not mentioned elsewhere.
      ...versionsFromSource(process.env).map((version) => ({
        test: { name: `odoo-${version}`, include: elsewhere, provide: { odooVersion: version }, ...onRealOdoo },
      })),
    ],
  },
})
