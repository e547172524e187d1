import { Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { LinkedNotice, LinkUsed, NoticeLink } from './contract.ts'

/**
 * A link in a mail opens a page, and the page asks. Mail programs and scanners open links by themselves, so opening one
 * changes nothing; the secret stays behind the # and is in no log.
 */
const lookRoute = route(
  {
    name: 'lookAtLink',
    method: 'POST',
    path: '/api/v1/alerts/link',
    access: 'public',
    summary: 'What a one-time link out of a notice is about; changes nothing',
    body: NoticeLink,
    answer: LinkedNotice,
    refuses: [410, 429],
    perMinute: 20,
  },
  async ({ body }, { alerts }) => {
    const notice = await alerts.book.linked(body.token)
    if (!notice) throw usedUp()
    const { plantName, recipient, items, more } = notice
    return {
      plantName,
      recipient,
      items: items
        .filter(({ what }) => what !== 'cleared')
        .map(({ sentence, now, severity }) => ({ sentence, now, severity })),
      more,
    }
  },
)

const takeRoute = route(
  {
    name: 'useLink',
    method: 'POST',
    path: '/api/v1/alerts/link/acknowledge',
    access: 'public',
    summary: 'Acknowledges what a one-time link out of a notice is about, and uses the link up',
    body: NoticeLink,
    answer: LinkUsed,
    refuses: [410, 429],
    perMinute: 20,
  },
  async ({ body }, { alerts: { book, ring } }) => {
    const acknowledged = await book.acknowledgeBy(body.token)
    if (acknowledged === undefined) throw usedUp()
    ring()
    return { acknowledged }
  },
)

export const linkRoutes = [lookRoute, takeRoute]

const usedUp = () =>
  new Trouble(
    410,
    'LINK_USED',
    'The link is used up',
    'This one-time link was used or is too old. Sign in and look at the page Alerts.',
  )
