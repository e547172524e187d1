import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Whatever a run puts among temporary files, its processes too, goes away with it. */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-run-'))
  // PostgreSQL runs as another user, and has its own folder in it.
  chmodSync(folder, 0o711)
  process.env['TMPDIR'] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
