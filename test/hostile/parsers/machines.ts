import { reader } from '../../../src/connectors/mqtt/payload.ts'
import { MqttSettings } from '../../../src/connectors/mqtt/settings.ts'
import { type Parser, promised, textOf } from './parser.ts'

const now = '2026-11-22T06:04:11.250Z'
const settings = MqttSettings.parse({
  url: 'mqtts://broker.example.com',
  plants: ['A'],
  topics: [
    { topic: 'a/{asset}/state', signal: 'state', value: '/state', time: '/at', sequence: '/n' },
    { topic: 'a/{asset}/heat', signal: 'heat', is: 'number', value: '/a~1b/0' },
    { topic: 'a/{asset}/word', signal: 'word' },
  ],
})
const read = reader(settings)

/** A topic of a broker, and what comes with it in the next lines: a signal that can be kept, or a reason why it is none. */
export const machineSignal: Parser = {
  name: 'machine-signal',
  reads: ['connectors/mqtt/payload.ts', 'connectors/mqtt/topics.ts'],
  seeds: [
    'a/PRESS-1/state\n{"state":"Stopped","at":"2026-11-22T06:00:00Z","n":7}',
    'a/PRESS-1/state\n{"state":true,"at":1795326045000}',
    'a/PRESS-1/heat\n{"a/b":[85.2]}',
    'a/PRESS-1/heat\n{"a/b":["1e400"]}',
    'a/PRESS-1/word\nExecute',
    'a//state\n{}',
    'b/PRESS-1/state\nNaN',
  ],
  words: ['a/', '/state', '/heat', '/word', '"state"', '"at"', '"n"', '"a/b"', '1e400', 'NaN', '__proto__', '\\ud800'],
  judge(bytes) {
    const end = bytes.indexOf(0x0a)
    const [topic, payload] = end < 0 ? [bytes, new Uint8Array()] : [bytes.subarray(0, end), bytes.subarray(end + 1)]
    const said = read(textOf(topic), payload, now)
    if (said.kind !== 'signal') {
      promised(JSON.stringify(said).isWellFormed() && said.about.length <= 200, 'what is none is told in short')
      return
    }
    const { asset, value, at, sequence } = said.signal
    promised(asset.length > 0 && asset.length <= 64, 'a machine has a name')
    promised(value.length > 0 && value.length <= 200, 'and says something')
    promised(![...value].some((letter) => letter < ' ') && JSON.stringify(said).isWellFormed(), 'that can be kept')
    promised(!Number.isNaN(Date.parse(at)) && at <= now, 'of a moment that has been')
    promised(sequence === undefined || Number.isSafeInteger(sequence), 'under a number that is one')
    promised(said.signal.signal !== 'heat' || Number.isFinite(Number(value)), 'and a number where there should be one')
  },
}
