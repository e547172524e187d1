import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { CLOCK_COMPARED, ClockCompared } from '#model/clock'

/** Clocks that somebody was told of, by their name. */
interface Clocks {
  readonly off: { readonly [clock: string]: true }
}

/** A clock that is off too far is put in front of somebody, and cleared when it is right again. Nothing is rewritten. */
export const clockWatch = defineFlow({
  name: 'clock-watch',
  version: '1',
  purpose: 'Whoever reads a time knows that the clock which said it was wrong',
  owner: 'integration',
  on: [CLOCK_COMPARED],
  body: ClockCompared,
  target: { p95: seconds(30), p99: minutes(2) },

  decide({ body: { name, ahead, messages }, file, policy }: ClockSituation): Outcome<Clocks> {
    const before = file?.data.off ?? {}
    const isOff = Math.abs(ahead) > policy.clockSkew
    const sentence = `The clock of ${name} is ${spoken(ahead)}, as its last ${messages} messages tell.`
    if (!isOff) {
      const { [name]: was, ...off } = before
      return {
        verdict: 'accepted',
        sentence,
        file: { state: 'known', data: { off } },
        ...(was ? { settles: [{ code: 'CLOCK_SKEW', reminder: name }] } : {}),
      }
    }
    if (before[name]) return { verdict: 'accepted', sentence }
    return {
      verdict: 'flagged',
      code: 'CLOCK_SKEW',
      sentence,
      file: { state: 'known', data: { off: { ...before, [name]: true } } },
      trouble: { code: 'CLOCK_SKEW', owner: 'integration', sentence, suggestion },
    }
  },

  answered: (): Outcome<Clocks> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})

type ClockSituation = {
  readonly body: ClockCompared
  readonly file: { readonly state: string; readonly data: Clocks } | undefined
  readonly policy: { readonly clockSkew: number }
}

const suggestion =
  'Set its clock (NTP). What it has said keeps the times it said; this clears itself when its clock is right again.'

function spoken(ahead: number): string {
  const off = Math.round(Math.abs(ahead) / 1000)
  const long = off < 120 ? `${off} s` : off < 7200 ? `${Math.round(off / 60)} min` : `${Math.round(off / 3600)} h`
  return ahead === 0 ? 'right' : `${long} ${ahead > 0 ? 'ahead' : 'behind'}`
}
