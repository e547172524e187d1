import { defineFlow, type Outcome, type Trouble } from '#engine'
import { minutes } from '#kernel/time'
import { wallText } from '#kernel/wall-clock'
import { systemOf } from '#model/message'
import { type MeterFile, type MeterReading, placed, type Placing } from '#model/meter'
import { METER_READ, MeterRead } from '#model/meter-reading'
import { spoken } from '#model/quantity'

/** Readings of an asset's meters, whoever reads them: what they have counted is known, and no reading takes it back. */
export const meterReading = defineFlow({
  name: 'meter-reading',
  version: '1',
  purpose: 'What the meters of an asset have counted is known, however late a reading comes',
  owner: 'supervisor',
  on: [METER_READ],
  body: MeterRead,
  target: { p95: minutes(1), p99: minutes(5) },
  // Whoever reads a meter is heard: what it shows is no matter of opinion.
  asksOwner: true,

  decide({ message, body, file: known, policy }): Outcome<MeterFile> {
    const { asset, assetName, meter: name, reading, begins, ended, insteadOf } = body
    const file: MeterFile = known?.data ?? { order: { label: assetName ?? asset }, asset, meters: [] }
    const before = file.meters.find(({ meter }) => meter === name)
    const said: MeterReading = {
      ...{ at: message.occurredAt, shows: reading, by: message.actor ?? systemOf(message.source) },
      message: message.messageId,
      ...(begins ? { begins } : {}),
      ...(ended ? { ended } : {}),
    }
    const placing = placed(before, name, said, insteadOf)
    const label = `${name} of ${assetName ?? file.order.label}`
    if (placing.kind === 'known')
      return { verdict: 'accepted', sentence: `It is known that ${label} showed ${spoken(reading)}.` }
    const keep = (meter: MeterFile['meters'][number]): Outcome<MeterFile>['file'] => ({
      state: 'closed',
      data: {
        ...file,
        order: { label: assetName ?? file.order.label },
        meters: before ? file.meters.map((one) => (one === before ? meter : one)) : [...file.meters, meter],
      },
    })
    if (placing.kind === 'placed') {
      const anew = begins === undefined ? '' : `, after ${begins === 'rollover' ? 'it rolled over' : 'it was replaced'}`
      const { isDoubted: _, ...meter } = placing.meter
      return {
        verdict: 'accepted',
        sentence: `${label} shows ${spoken(reading)}${anew}.`,
        file: keep(meter)!,
      }
    }
    const trouble = troubleOf(placing, label, reading.uom, (at) => wallText(at, policy.timeZone))
    const { code, sentence } = trouble
    if (placing.kind !== 'backwards' || !before) return { verdict: 'refused', code, sentence, trouble }
    // A counter that tells itself tells it again and again: somebody is told once.
    if (before.isDoubted && message.origin !== 'manual')
      return { verdict: 'flagged', code, sentence: `Not taken: ${sentence}` }
    return { verdict: 'refused', code, sentence, trouble, file: keep({ ...before, isDoubted: true })! }
  },

  answered: (): Outcome<MeterFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})

function troubleOf(
  placing: Exclude<Placing, { kind: 'placed' | 'known' }>,
  label: string,
  unit: string,
  told: (at: string) => string,
): Trouble {
  switch (placing.kind) {
    case 'backwards': {
      const { earlier, later } = placing
      const [before, after] = [earlier, later].map(({ at, shows }) => `${spoken(shows)} (${told(at)})`)
      return {
        code: 'METER_BACKWARDS',
        owner: 'supervisor',
        sentence: `${label} would show ${after} after ${before}, and nobody has said that it began anew.`,
        suggestion:
          'Say under Assets that it rolled over or was replaced, or correct the reading that is wrong; then retry.',
      }
    }
    case 'other-unit':
      return {
        code: 'UOM_NOT_CONVERTIBLE',
        owner: 'supervisor',
        sentence: `${label} counts in ${placing.known.uom}, and was read in ${unit}.`,
        suggestion: 'Correct the unit and retry, or read it as a meter of its own.',
      }
    case 'too-old':
      return {
        code: 'TIME_TOO_OLD',
        owner: 'supervisor',
        sentence: `${label} was read before ${told(placing.forgotten)}: readings of that time are closed.`,
        suggestion: 'Correct the time and retry, or skip this with a reason.',
      }
    case 'nothing-there':
      return {
        code: 'UNKNOWN_ORIGINAL',
        owner: 'supervisor',
        sentence: `${label} has no reading of ${told(placing.at)} that could be corrected.`,
        suggestion: 'Correct the moment of the reading that was wrong and retry, or skip this with a reason.',
      }
  }
}
