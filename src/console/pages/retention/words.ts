import type { Retention } from '#api'
import { counted } from '../../words/names.ts'

type Content = Retention['kept'][number]['content']

/** What a kind of content is, for people who do not know the hub from inside. */
export const contentNames: Readonly<Record<Content, string>> = {
  events: 'What events said',
  records: 'Records in the words of their systems',
  workings: 'Facts that events were judged by',
}

const day = 86_400

/** `2 years`, `90 days`: rules are made in these. */
export function lengthText(seconds: number): string {
  const days = Math.round(seconds / day)
  return days >= 365 && days % 365 === 0 ? counted(days / 365, 'year') : counted(days, 'day')
}

/** What a hold is on. */
export const aboutText = (about: { readonly stream: string; readonly key: string } | null): string =>
  about ? `All about ${about.stream.replaceAll('-', ' ')} ${about.key}` : 'The whole plant'
