import type { Outcome } from '../flow.ts'
import type { Progress, RunRecord } from '../store.ts'

/** Whether a flow works in a plant: not at all, on paper, or in earnest. */
export type Mode = 'off' | 'shadow' | 'live'

/** What was decided in shadow: written down as decided, and nobody is asked, reminded or troubled. */
export const onPaper = ({ reminders: _, question: __, trouble: ___, ...outcome }: Outcome): Outcome => outcome

/** In shadow a message waits as it would in earnest, and ends where it would need a person. */
export const endedOnPaper = (becomes: Progress): Progress =>
  becomes.progress === 'asking' || becomes.progress === 'stopped' ? { progress: 'closed' } : becomes

/** A flow that is off keeps its messages and judges none. */
export const switchedOff = (flow: string, plant: string): Pick<RunRecord, 'verdict' | 'code' | 'sentence'> => ({
  verdict: 'skipped',
  code: 'FLOW_OFF',
  sentence: `The flow ${flow} is off in plant ${plant}: the message is kept and nothing was done.`,
})
