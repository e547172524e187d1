import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { MATERIAL_COVERED, MaterialCovered, type ShortageFile } from '#model/material-shortage'
import { replanAsked } from '../replan-asked.ts'
import { REMINDER, SHORT } from './flow.ts'

/** The item is there in time again: what was asked because of it is asked no more. */
export const shortageEnd = defineFlow({
  name: 'shortage-end',
  version: '1',
  purpose: 'A shortage that is over is nobody’s trouble, and a new plan that nobody has decided on is withdrawn',
  owner: 'planner',
  on: [MATERIAL_COVERED],
  body: MaterialCovered,
  target: { p95: minutes(1), p99: minutes(3) },

  decide({ message, body: { item }, file }): Outcome<ShortageFile> {
    const data: ShortageFile | undefined = file?.data
    if (!data || file?.state !== 'short')
      return { verdict: 'accepted', sentence: `Nobody has said that ${item} is short.` }
    const sentence = `${data.short.name} is there in time again.`
    const wish = { cause: 'material', of: item, why: sentence, isOver: true } as const
    return {
      verdict: 'accepted',
      sentence,
      file: { state: 'closed', data: { ...data, isPlanned: false } },
      settles: [{ code: SHORT, reminder: REMINDER }],
      ...(data.isPlanned ? { events: [replanAsked(message, wish)] } : {}),
    }
  },

  answered: (): Outcome<ShortageFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
