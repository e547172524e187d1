import { useEffect, useRef } from 'react'
import { Mark } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'
import look from './floor.module.css'
import { pressesIn } from './outbox/entry.ts'
import { signal } from './signals.ts'
import type { OutboxView } from './use-outbox.ts'
import { standStatus } from './words.ts'

export const keptText = (count: number): string => `${counted(count, 'report')} kept here`

/** What became of the last press, large enough to be read in passing; ears and hands are told as well. */
export function LastVerdict({
  view,
  unknown,
  trouble,
}: {
  view: OutboxView
  unknown: string | undefined
  trouble: unknown
}) {
  const last = pressesIn(view.entries)[0]
  const heard = useRef<string>(undefined)
  useEffect(() => {
    const now = last && `${last.press} ${last.stand}`
    // What was there before the page was opened is old news.
    if (heard.current !== undefined && now !== heard.current && last) signal(last.stand)
    heard.current = now ?? ''
  }, [last])
  if (trouble)
    return (
      <Told
        tone="bad"
        shape="stop"
        word="Not kept"
        sentence={`This device cannot keep reports: ${String(trouble)}`}
        now="Tell your supervisor before you go on."
      />
    )
  if (view.reach === 'shut-out')
    return (
      <Told
        tone="bad"
        shape="stop"
        word="This device is shut out"
        sentence="Its key was revoked or has ended. What is kept here is not lost."
        now="Ask whoever keeps the keys for a new code, and scan it."
      />
    )
  if (unknown !== undefined)
    return (
      <Told
        tone="warn"
        shape="question"
        word="Not known here"
        sentence={`Nothing at this work centre is called ${unknown}.`}
        now="Scan again, or look for it in the list."
      />
    )
  if (!last) return null
  const { word, tone, shape } = standStatus[last.stand]
  return <Told tone={tone} shape={shape} word={word} sentence={last.sentence} now={last.now} title={last.title} />
}

type Tone = (typeof standStatus)[keyof typeof standStatus]['tone']
type Shape = (typeof standStatus)[keyof typeof standStatus]['shape']

const Told = ({
  tone,
  shape,
  word,
  sentence,
  now,
  title,
}: {
  tone: Tone
  shape: Shape
  word: string
  sentence: string
  now: string | null
  title?: string
}) => (
  <section
    className={look.verdict}
    data-tone={tone}
    role={tone === 'bad' ? 'alert' : 'status'}
    aria-label="The last verdict"
  >
    <Mark tone={tone} shape={shape} size={44} />
    <div>
      <p className={look.word}>{word}</p>
      {title ? <p className={look.title}>{title}</p> : null}
      <p>{sentence}</p>
      {now ? <p className={look.now}>{now}</p> : null}
    </div>
  </section>
)
