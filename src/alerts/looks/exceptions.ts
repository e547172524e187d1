import { meaningOf } from '#governance/codes'
import type { Instant } from '#kernel/time'
import type { Cause } from '../cause.ts'
import { counted, momentText, spanText } from '../words.ts'
import { looking, patience, patienceOf, type Scene, zoneOf } from './scene.ts'

const lookAtExceptions = looking('look-at-exceptions')

interface Row {
  readonly plant: string
  readonly code: string
  readonly owner: Cause['owner']
  readonly count: number
  readonly late: number
  readonly since: Instant
}

/** What needs a person: by its code, in the words of the code. The sentences of single exceptions stay in the console. */
export async function exceptionCauses(scene: Scene): Promise<readonly Cause[]> {
  const { sql, home, now, rules } = scene
  const rows = await sql.all<Row>(lookAtExceptions, [home, ...patience(scene, 'exception'), now])
  return rows.flatMap(({ plant, code, owner, count, late, since }) => {
    const { meaning, suggestion } = meaningOf(code)
    const common = { plant, about: code, owner, now: suggestion, link: `/exceptions?code=${encodeURIComponent(code)}` }
    const open: Cause = {
      ...common,
      cause: 'exception',
      severity: 'warning',
      count,
      sentence: `${counted(count, 'exception')}: ${meaning} (${code}).`,
    }
    if (late === 0) return [open]
    const limit = spanText(patienceOf(rules, plant, 'exception'))
    const oldest = momentText(since, zoneOf(scene, plant))
    return [
      open,
      {
        ...common,
        cause: 'exception-late',
        severity: 'critical',
        count: late,
        sentence: `${counted(late, 'exception')} open for more than ${limit}, the oldest since ${oldest}: ${meaning} (${code}).`,
      },
    ]
  })
}
