import { checkpointFolder } from '#governance/sealing/checkpoint-folder'
import { type Verification, verifyAudit } from '#governance/sealing/verify'
import { archiveOf } from './archive.ts'
import { exitCode } from './exit-codes.ts'
import { onHubDatabase } from './hub-database.ts'
import type { World } from './world.ts'

interface Options {
  readonly checkpoints?: string
  readonly json?: boolean
}

export async function auditVerify(world: World, { checkpoints, json }: Options): Promise<void> {
  const folder = checkpointFolder(checkpoints ?? archiveOf(world).checkpoints)
  const report = await onHubDatabase(world, ({ database }) => verifyAudit({ database, folder }))
  if (!report.intact) world.endWith(exitCode.failed)
  world.print(json ? JSON.stringify(report, undefined, 2) : told(report, folder.path))
}

function told(report: Verification, folder: string): string {
  const { sealed, unsealed, checkpoints, findings, findingCount } = report
  const lines = [
    report.intact
      ? `The audit trail is intact: ${sealed} rows say what they said when they were sealed.`
      : `The audit trail was changed: ${findingCount} ${findingCount === 1 ? 'finding' : 'findings'} in ${sealed} sealed rows.`,
    ...findings.map(({ sentence }) => `  ${sentence}`),
  ]
  if (findingCount > findings.length) lines.push(`  … and ${findingCount - findings.length} more`)
  if (unsealed > 0) lines.push(`${unsealed} rows wait for their seal, the oldest since ${report.oldestUnsealed}.`)
  lines.push(`Checkpoints: ${checkpoints.inDatabase} in the database, ${checkpoints.inFolder} in ${folder}.`)
  if (checkpoints.inFolder === 0)
    lines.push('None lies off the database, so a tail cut off together with its checkpoints would not be seen.')
  lines.push(`Head: ${report.root}${report.origin ? ` of ${report.origin}` : ''}`)
  return lines.join('\n')
}
