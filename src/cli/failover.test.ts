import { expect, it } from 'vitest'
import { failoverOf } from './failover.ts'

const said = (env: Record<string, string>) => failoverOf({ env })

it('nobody takes losses upon themselves by accident', () => {
  expect(said({})).toEqual({ failoverMayLose: false })
  expect(said({ MILLWRIGHT_FAILOVER: 'may-lose-acknowledged-events' })).toEqual({ failoverMayLose: true })
  expect(() => said({ MILLWRIGHT_FAILOVER: 'true' })).toThrow(
    'MILLWRIGHT_FAILOVER is "true"; say may-lose-acknowledged-events, or leave it out.',
  )
})
