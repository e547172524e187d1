import type { Topic } from './settings.ts'

const ASSET = '{asset}'

/** A topic as the estate writes it: levels of text, and at most one that is the machine. */
export const isTemplate = (topic: string): boolean =>
  topic.length > 0 &&
  !/[\u0000-\u001f\u007f+#]/.test(topic) &&
  !topic.startsWith('$') &&
  topic.split('/').every((level) => level === ASSET || !/[{}]/.test(level)) &&
  placeholdersIn(topic) <= 1

export const placeholdersIn = (topic: string): number => topic.split('/').filter((level) => level === ASSET).length

/** What the broker is asked for. */
export const filterOf = ({ topic }: Pick<Topic, 'topic'>): string => topic.replace(ASSET, '+')

export interface Match {
  readonly topic: Topic
  readonly asset: string
}

/** Finds what a topic is about, and which machine it names: one that names everything first, then the others in turn. */
export function matcher(topics: readonly Topic[]): (topic: string) => Match | undefined {
  const whole = new Map(topics.filter(({ topic }) => placeholdersIn(topic) === 0).map((one) => [one.topic, one]))
  const templates = topics
    .filter(({ topic }) => placeholdersIn(topic) > 0)
    .map((topic) => ({ topic, levels: topic.topic.split('/') }))
  return (said) => {
    const exact = whole.get(said)
    if (exact) return { topic: exact, asset: exact.asset! }
    const levels = said.split('/')
    for (const { topic, levels: wanted } of templates) {
      if (wanted.length !== levels.length) continue
      if (wanted.every((level, at) => level === ASSET || level === levels[at]))
        return { topic, asset: topic.asset ?? levels[wanted.indexOf(ASSET)]! }
    }
    return undefined
  }
}
