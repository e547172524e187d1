import { describe, expect, it } from 'vitest'
import { type Answer, primaryAmong, serversIn } from './primary.ts'

it('an address may name several servers of one database', () => {
  const url = 'postgresql://hub:a%40b@one:5432,two,[::1]:5433/hub?sslmode=require'
  expect(serversIn(url)).toEqual([
    'postgresql://hub:a%40b@one:5432/hub?sslmode=require',
    'postgresql://hub:a%40b@two/hub?sslmode=require',
    'postgresql://hub:a%40b@[::1]:5433/hub?sslmode=require',
  ])
  expect(serversIn('postgres://one/hub?options=a,b')).toEqual(['postgres://one/hub?options=a,b'])
  expect(serversIn('/var/run/postgresql hub')).toEqual(['/var/run/postgresql hub'])
})

describe('of several servers', () => {
  const at = (url: string, timeline?: number, system = '7'): Answer => ({ url, timeline, system })
  const known = { ...at('one', 3), timeline: 3 }

  it('the one that takes writes is taken', () => {
    expect(primaryAmong([at('one'), at('two', 3)], undefined)).toEqual(at('two', 3))
    expect(primaryAmong([at('one'), at('two')], undefined)).toBeUndefined()
  })

  it('the one that was promoted last is taken, though an older one believes that it still is the one', () => {
    expect(primaryAmong([at('one', 3), at('two', 4)], undefined)).toEqual(at('two', 4))
    expect(primaryAmong([at('two', 4), at('one', 3)], known)).toEqual(at('two', 4))
  })

  it('none is gone back to, even if no other answers', () => {
    expect(primaryAmong([at('two', 2)], known)).toBeUndefined()
  })

  it('another database is never taken for it', () => {
    expect(primaryAmong([at('two', 9, '8')], known)).toBeUndefined()
  })

  it('it stays where it is while nothing else is known', () => {
    expect(primaryAmong([at('two', 3), at('one', 3)], known)).toEqual(at('one', 3))
  })
})
