import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { withSecretFiles } from './secret-files.ts'

it('a secret may be handed over as a file; one in the environment itself comes first', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-secret-'))
  const file = path.join(folder, 'database-url')
  writeFileSync(file, 'postgresql://hub:s3cret@postgres/millwright\n')
  expect(withSecretFiles({ DATABASE_URL_FILE: file })['DATABASE_URL']).toBe(
    'postgresql://hub:s3cret@postgres/millwright',
  )
  expect(withSecretFiles({ DATABASE_URL_FILE: file, DATABASE_URL: 'x' })['DATABASE_URL']).toBe('x')
  rmSync(folder, { recursive: true })
  expect(() => withSecretFiles({ DATABASE_URL_FILE: file })).toThrow(/DATABASE_URL_FILE names .* cannot be read/)
})
