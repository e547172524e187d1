import type { Notice, NoticeItem } from '#model/notice'
import type { ChatSettings } from './settings.ts'

/** A notice as each chat expects it. */
export const chatBody = (shape: ChatSettings['shape'], notice: Notice): object =>
  shape === 'teams' ? card(notice) : { text: [title(shape, notice), ...lines(shape, notice)].join('\n') }

const title = (shape: ChatSettings['shape'], { subject }: Notice): string =>
  shape === 'slack' ? `*${escaped(subject)}*` : `**${marked(subject)}**`

const lines = (shape: ChatSettings['shape'], { items, more }: Notice): readonly string[] => [
  ...items.map((item) => (shape === 'slack' ? slackLine(item) : markdownLine(item))),
  ...(more > 0 ? [`… and ${more} more`] : []),
]

const slackLine = ({ sentence, now, link }: NoticeItem): string => `${escaped(sentence)} ${escaped(now)} <${link}|Open>`
const markdownLine = ({ sentence, now, link }: NoticeItem): string =>
  `${marked(sentence)} ${marked(now)} [Open](${link})`

/** Adaptive Card 1.4, as Teams’ workflows take it. Its texts are plain but for links, which stand apart. */
const card = ({ subject, items, more }: Notice): object => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        type: 'AdaptiveCard',
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        version: '1.4',
        body: [
          { type: 'TextBlock', weight: 'Bolder', wrap: true, text: marked(subject) },
          ...items.map(({ sentence, now }) => ({ type: 'TextBlock', wrap: true, text: marked(`${sentence} ${now}`) })),
          ...(more > 0 ? [{ type: 'TextBlock', text: `… and ${more} more` }] : []),
        ],
        actions: [{ type: 'Action.OpenUrl', title: 'Open', url: items[0]!.link }],
      },
    },
  ],
})

/** What a chat would read as a link, a mention or a command is text. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const marked = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+|<>~@]/g, (sign) => `\\${sign}`)
