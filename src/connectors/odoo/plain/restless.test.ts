import { describe, expect, it } from 'vitest'
import { Unanswered, Unavailable } from '#kernel/failure'
import type { Kept } from './notebook.ts'
import { restlessness } from './restless.ts'

const entry = (key: string) => ({ key }) as Kept
const over = (): AbortSignal => AbortSignal.abort()

describe('an unanswered call is waited out', () => {
  it('nobody looks at its order until Odoo’s limit is over; others go on', async () => {
    let now = 0
    const calls = restlessness(1000, () => now)
    calls.note(7, new Unanswered('DEADLINE', 'no answer'))
    calls.note(8, new Unavailable('UNREACHABLE', 'nobody there'))

    await expect(calls.settled(7, over())).rejects.toMatchObject({ code: 'SETTLING' })
    await calls.settled(8, over())
    now = 1000
    await calls.settled(7, over())
  })

  it('what a process that is gone had begun is looked at when its last call must be over', async () => {
    let now = 0
    const calls = restlessness(1000, () => now)
    calls.begun(entry('mine'))

    await calls.begunBefore([entry('mine')], over())
    await expect(calls.begunBefore([entry('theirs')], over())).rejects.toMatchObject({ code: 'SETTLING' })
    now = 1000
    await calls.begunBefore([entry('theirs')], over())
  })
})
