import { between, type Instant } from '#kernel/time'
import type { Notice, NoticeItem } from '#model/notice'
import type { Entry, PlannedNotice } from './plan.ts'
import { counted, spanText } from './words.ts'

/** More than this is read on the page, not in a mail. */
const SHOWN = 20

export interface Saying {
  readonly plantName: string
  /** Where people reach the console. */
  readonly console: string
  readonly now: Instant
}

/** A planned notice in words. */
export function noticeFrom(notice: string, { recipient, entries }: PlannedNotice, saying: Saying): Notice {
  const items = entries.map((entry) => itemFrom(entry, saying))
  const { plant, id, via, address } = recipient
  return {
    notice,
    plant,
    plantName: saying.plantName,
    recipient: id,
    via,
    ...(address === undefined ? {} : { address }),
    subject: subjectOf(items, saying).slice(0, 200),
    items: items.slice(0, SHOWN),
    more: Math.max(0, items.length - SHOWN),
    asks: items.some(({ what }) => what !== 'cleared'),
  }
}

function itemFrom({ alert, what }: Entry, { console, now }: Saying): NoticeItem {
  const common = { what, cause: alert.cause, severity: alert.severity, link: `${console}${alert.link}` }
  if (what === 'cleared') return { ...common, sentence: `All clear: ${alert.sentence}`, now: '' }
  const still = `Nobody has acknowledged this for ${spanText(between(alert.openedAt, now))}. `
  return { ...common, sentence: alert.sentence, now: `${what === 'escalated' ? still : ''}${alert.now}` }
}

function subjectOf(items: readonly NoticeItem[], { plantName }: Saying): string {
  const [first] = items
  if (items.length === 1 && first) {
    const mark = first.what === 'escalated' ? 'Not acknowledged: ' : first.severity === 'critical' ? 'Critical: ' : ''
    return `${plantName}: ${first.what === 'cleared' ? '' : mark}${first.sentence}`
  }
  const open = items.filter(({ what }) => what !== 'cleared')
  const critical = open.filter(({ severity }) => severity === 'critical').length
  const parts = [
    ...(open.length > 0 ? [counted(open.length, 'alert')] : []),
    ...(critical > 0 ? [`${critical} critical`] : []),
    ...(open.length < items.length ? [`${items.length - open.length} over`] : []),
  ]
  return `${plantName}: ${parts.join(', ')}`
}

/** What somebody gets who wants to know whether a channel works. */
export const testNotice = (
  notice: string,
  recipient: PlannedNotice['recipient'],
  by: string,
  saying: Saying,
): Notice => ({
  notice,
  plant: recipient.plant,
  plantName: saying.plantName,
  recipient: recipient.id,
  via: recipient.via,
  ...(recipient.address === undefined ? {} : { address: recipient.address }),
  subject: `${saying.plantName}: a test of the alerts`,
  items: [
    {
      what: 'test',
      cause: 'test',
      severity: 'warning',
      sentence: `${by} has sent a test alert; nothing is wrong.`,
      now: 'Nothing is to be done.',
      link: `${saying.console}/alerts`,
    },
  ],
  more: 0,
  asks: false,
})
