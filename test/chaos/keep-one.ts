/** Keeps one thing in a folder, as the hub or its command line does, and says so when it is kept. */
import path from 'node:path'
import { runProgram } from '../../src/cli/program.ts'
import { thisWorld } from '../../src/cli/world.ts'
import { checkpointFolder } from '../../src/governance/sealing/checkpoint-folder.ts'
import { sealFrom } from '../../src/governance/sealing/signing-key.ts'
import { keptSecret } from '../../src/local/secrets.ts'

const keepers: Record<string, (folder: string) => unknown> = {
  key: (folder) => sealFrom(path.join(folder, 'signing.key')),
  secret: (folder) => keptSecret(path.join(folder, 'password')),
  checkpoint: (folder) => checkpointFolder(path.join(folder, 'checkpoints')).keep('a note\n', '2026-11-23T00:00:00Z'),
  backup: (folder) => runProgram(thisWorld(), ['backup', path.join(folder, 'backup')]),
}

const [what = '', folder = ''] = process.argv.slice(2)
try {
  await keepers[what]!(folder)
  if (!process.exitCode) console.log('kept')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
