import { describe, expect, it } from 'vitest'
import { type Keeping, risk } from './durability.ts'

const settings = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  synchronous_standby_names: '',
}
const sound: Keeping = { version: '15.18', number: 150018, settings, standbys: [] }
const said = (keeping: Partial<Keeping>, failoverMayLose = false) =>
  risk({ ...sound, ...keeping }, { failoverMayLose })?.message
const committing = (how: string) => ({ settings: { ...settings, synchronous_commit: how } })

describe('what a database acknowledges could be lost', () => {
  it('nowhere: on its own disk, and on a standby that it waits for', () => {
    expect(said({})).toBeUndefined()
    const waiting = { ...settings, synchronous_standby_names: 'hall-2' }
    expect(said({ settings: waiting, standbys: ['hall-2', 'reports'] })).toBeUndefined()
    expect(said({ settings: waiting })).toBeUndefined()
  })

  it('by a version that nobody tries it with', () => {
    expect(said({ version: '14.13', number: 140013 })).toBe(
      'The database is PostgreSQL 14.13 and Millwright needs 15 or newer: upgrade it, then start again.',
    )
  })

  it('in a failover to a standby for which nothing waits; whoever allows that is told what it may cost', () => {
    const sentence = said({ standbys: ['hall-2'] })
    expect(sentence).toMatch(
      /^The database does not wait for its standby \(hall-2\), .* would lose acknowledged events/,
    )
    expect(sentence).toMatch(/synchronous_standby_names .*MILLWRIGHT_FAILOVER=may-lose-acknowledged-events/)
    expect(said({ standbys: ['hall-2'] }, true)).toBeUndefined()
  })

  it.each(['remote_write', 'local', 'off'])('in a failover: synchronous_commit = %s', (how) => {
    expect(said(committing(how))).toContain(`synchronous_commit is ${how} and must be on`)
  })

  it('in a power cut, which nobody can allow', () => {
    for (const how of ['remote_write', 'local']) expect(said(committing(how), true)).toBeUndefined()
    expect(said(committing('off'), true)).toContain('synchronous_commit is off and must be on')
    for (const name of ['fsync', 'full_page_writes'])
      expect(said({ settings: { ...settings, [name]: 'off' } }, true)).toContain(`${name} is off and must be on`)
  })
})
