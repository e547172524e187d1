import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { type Folders, foldersOf } from '../../src/local/folders.ts'

const clone = path.join(import.meta.dirname, '../..')

/** Folders of a test's own: an empty data folder that goes away afterwards, the cache shared with everybody. */
export function groundForTests(): Folders & Disposable {
  const real = foldersOf({ clone, env: process.env, uid: process.getuid?.(), home: homedir() })
  const place = mkdtempSync(path.join(tmpdir(), 'millwright-test-'))
  chmodSync(place, 0o711)
  const data = path.join(place, 'data')
  mkdirSync(data, { mode: 0o711 })
  return { ...real, data, [Symbol.dispose]: () => rmSync(place, { recursive: true, force: true }) }
}
