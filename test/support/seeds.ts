import fc from 'fast-check'

/** `npm test` always draws the same cases; `MILLWRIGHT_SEED` draws others, and every failure prints its own seed. */
fc.configureGlobal({ seed: Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122) })
