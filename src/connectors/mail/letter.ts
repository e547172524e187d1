import type { Notice, NoticeItem } from '#model/notice'

/** A notice as plain text: what, where, what now, where to look; and how to say that somebody has seen it. */
export function letterOf(notice: Notice, acknowledge: string | undefined): string {
  const told = notice.items.map((item) => itemText(notice.plantName, item))
  const rest = notice.more > 0 ? [`… and ${notice.more} more, all on the page Alerts.`] : []
  const ask = acknowledge
    ? [`I have seen this and see to it:\n${acknowledge}\n(A page that asks you to confirm. The link works once.)`]
    : []
  return [
    ...told,
    ...rest,
    ...ask,
    `You get this as ${notice.recipient}, because the rules of ${notice.plantName} say so.`,
  ].join('\n\n')
}

const itemText = (plant: string, { sentence, now, link }: NoticeItem): string =>
  [`${plant}: ${sentence}`, ...(now ? [now] : []), link].join('\n')
