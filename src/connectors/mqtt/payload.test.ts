import { describe, expect, it } from 'vitest'
import { reader } from './payload.ts'
import { MqttSettings } from './settings.ts'
import { filterOf } from './topics.ts'

const now = '2026-11-22T06:00:00.000Z'
const topics = [
  { topic: 'site-1/{asset}/state', signal: 'state', value: '/state', time: '/at', sequence: '/n' },
  { topic: 'site-1/{asset}/temperature', signal: 'temperature', is: 'number' },
  { topic: 'oven/state', signal: 'state', asset: 'OVEN-1', plant: 'B' },
]
const given = { url: 'mqtts://broker.example.com', plants: ['A', 'B'], topics }
const settings = (over: object = {}) => MqttSettings.safeParse({ ...given, ...over })
const read = reader(settings().data!)
const say = (topic: string, payload: string | Uint8Array) => read(topic, Buffer.from(payload), now)
const state = (payload: object | string) =>
  say('site-1/PRESS-1/state', typeof payload === 'string' ? payload : JSON.stringify(payload))

describe('SYS-12: what a broker tells', () => {
  it('is a signal of the machine that its topic names', () => {
    expect(state({ state: 'Stopped', at: '2026-11-22T06:59:00+01:00', n: 7 })).toEqual({
      kind: 'signal',
      signal: {
        plant: 'A',
        asset: 'PRESS-1',
        signal: 'state',
        value: 'Stopped',
        at: '2026-11-22T05:59:00.000Z',
        sequence: 7,
      },
    })
    expect(say('oven/state', ' Execute\n')).toMatchObject({
      signal: { plant: 'B', asset: 'OVEN-1', value: 'Execute', at: now },
    })
    expect(say('site-1/PRESS-1/temperature', '85.20')).toMatchObject({ signal: { value: '85.20' } })
  })

  it('is not later than it was heard, and no clock that was never set is believed', () => {
    expect(state({ state: 'Stopped', at: '2026-11-22T07:00:00Z' })).toMatchObject({ signal: { at: now } })
    expect(state({ state: 'Stopped', at: 12 })).toMatchObject({ kind: 'ill' })
    expect(state({ state: 'Stopped', at: '1970-01-01T00:00:12Z' })).toMatchObject({ kind: 'ill' })
  })

  it.each([
    ['no JSON', 'Stopped'],
    ['half of it', '{"state":"Stopped"'],
    ['no value', '{"at":"2026-11-22T05:59:00Z"}'],
    ['an object for a value', '{"state":{},"at":"2026-11-22T05:59:00Z"}'],
    ['no moment', '{"state":"Stopped"}'],
    ['a name every object has', '{"__proto__":{"state":"Stopped"},"at":"2026-11-22T05:59:00Z"}'],
    ['a NUL', '{"state":"a\\u0000","at":"2026-11-22T05:59:00Z"}'],
    ['half a letter', '{"state":"\\ud800","at":"2026-11-22T05:59:00Z"}'],
    ['a number that counts nothing', '{"state":"Stopped","at":"2026-11-22T05:59:00Z","n":1.5}'],
    ['too much', `{"state":"Stopped","at":"2026-11-22T05:59:00Z","x":"${'x'.repeat(20_000)}"}`],
    ['a very long word', `{"state":"${'x'.repeat(201)}","at":"2026-11-22T05:59:00Z"}`],
    ['deep nests', '['.repeat(16_000)],
  ])('is nothing where it says %s', (_what, payload) => {
    expect(state(payload)).toMatchObject({ kind: 'ill', about: 'site-1/PRESS-1/state', why: expect.any(String) })
  })

  it.each(['NaN', 'Infinity', '1e400', '0x10', '', 'warm', '12 C'])('is no number where it says %o', (payload) => {
    expect(say('site-1/PRESS-1/temperature', payload)).toMatchObject({ kind: 'ill' })
  })

  it('is no text where its bytes are none', () => {
    expect(say('site-1/PRESS-1/temperature', Uint8Array.of(0x38, 0xff))).toMatchObject({ why: 'is no text' })
  })

  it('is of nobody where no topic of the estate is like it, or its machine has no name', () => {
    for (const topic of ['site-2/PRESS-1/state', 'site-1/PRESS-1/state/x', 'site-1/PRESS-1'])
      expect(say(topic, '{}')).toEqual({ kind: 'unknown', about: topic })
    expect(say('site-1//temperature', '1')).toMatchObject({ kind: 'ill' })
    expect(say(`site-1/${'x'.repeat(65)}/temperature`, '1')).toMatchObject({ kind: 'ill' })
  })
})

describe('the settings of a broker', () => {
  it('ask for each machine by a wildcard', () => {
    expect(topics.map(filterOf)).toEqual(['site-1/+/state', 'site-1/+/temperature', 'oven/state'])
  })

  const stands = { rule: 'stands', title: 'Stands', when: { signal: 'state', is: ['Stopped'] } }
  it.each([
    ['a wildcard in a topic', { topics: [{ topic: 'site/+/state', signal: 'state' }] }],
    ['a topic that names no machine', { topics: [{ topic: 'site/state', signal: 'state' }] }],
    ['a part of a level for a machine', { topics: [{ topic: 'site/m-{asset}/state', signal: 'state' }] }],
    ['a plant that the system does not have', { topics: [{ ...topics[2], plant: 'C' }] }],
    ['a rule over what nobody says', { rules: [{ ...stands, when: { signal: 'speed', is: ['0'] } }] }],
    ['a limit for what is no number', { rules: [{ ...stands, when: { signal: 'state', above: 1 } }] }],
    ['two rules of one name', { rules: [stands, stands] }],
    ['an end on the wrong side', { rules: [{ ...stands, when: { signal: 'temperature', above: 9, until: 10 } }] }],
    ['a topic without a signal', { topics: [{ topic: 'site/{asset}' }] }],
    ['another protocol', { url: 'http://broker.example.com' }],
  ])('are refused with %s', (_what, over) => {
    expect(settings(over).success).toBe(false)
  })

  it('take numbers as YAML has them, as text', () => {
    const hot = { ...stands, when: { signal: 'temperature', above: '90', until: '80' }, for: '30000' }
    expect(settings({ rules: [hot] }).data?.rules[0]).toMatchObject({
      for: 30_000,
      settle: 10_000,
      when: { signal: 'temperature', above: 90, until: 80 },
    })
  })
})
