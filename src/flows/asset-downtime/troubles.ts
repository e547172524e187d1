import type { Outcome, Trouble } from '#engine'
import { isAfter } from '#kernel/time'
import { type DowntimeFile, lasting } from '#model/asset-downtime-case'
import type { Place } from '#model/ports/capacity-desk'
import type { Saying } from '#model/standstills'

/** Something about a standstill that nobody has told of waits for its beginning. */
export function waiting(
  saying: Saying,
  file: DowntimeFile,
  atMost: number,
): Pick<Outcome<DowntimeFile>, 'verdict' | 'sentence' | 'wait'> {
  const { label } = file.order
  const now = lasting(file)
  const isBefore = now !== undefined && isAfter(now.from, saying.at)
  const what = saying.what === 'works' ? `${label} works again` : `Something is said of a standstill of ${label}`
  return {
    verdict: 'held',
    sentence: `${what}, and it was not said to stand still then: this waits for its beginning.`,
    wait: {
      what: `the beginning of the standstill of ${label}`,
      atMost,
      otherwise: isBefore ? endBeforeStart(saying, now.from, label) : unknown(label),
    },
  }
}

const endBeforeStart = ({ at }: Saying, since: string, label: string): Trouble => ({
  code: 'END_BEFORE_START',
  owner: 'supervisor',
  sentence: `${label} is said to work again since ${at}, before it stood still (${since}).`,
  suggestion: 'Correct the times and retry.',
})

const unknown = (label: string): Trouble => ({
  code: 'UNKNOWN_DOWNTIME',
  owner: 'supervisor',
  sentence: `${label} is said to work again, and nobody has said that it stood still.`,
  suggestion: 'Skip this with a reason, or have the beginning told and retry.',
})

export const tooOld = (label: string, forgotten: string): Trouble => ({
  code: 'TIME_TOO_OLD',
  owner: 'supervisor',
  sentence: `Something is said of ${label} before ${forgotten}: its standstills of that time are closed.`,
  suggestion: 'Correct the time and retry, or skip this with a reason.',
})

/** It stands still, and nobody has said which work centre stands still with it. */
export const unmapped = (label: string, place: Place | undefined): Trouble => ({
  code: 'UNMAPPED_ASSET',
  owner: 'planner',
  sentence: place?.known
    ? `${label} stands still, and nobody has said which work centre ${place.equipment ?? place.name} is: nothing is closed in the ERP.`
    : `${label} stands still, and nobody here knows where it stands: nothing is closed in the ERP.`,
  suggestion: 'Say under Assets which work centre it is: what waits for that goes on by itself.',
})

export const OPEN = 'DOWNTIME_OPEN'

export const openForLong = (label: string, since: string): Trouble => ({
  code: OPEN,
  owner: 'supervisor',
  sentence: `${label} is said to stand still since ${since}.`,
  suggestion: 'Look whether it does; say that it works again, and this clears itself.',
})
