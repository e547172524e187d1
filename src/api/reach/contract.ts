import { z } from 'zod'
import { missingKinds } from '#model/reach'
import { Moment, PlantId } from '../contract/words.ts'

/** Whether what maintenance says reaches planning: for each plant yes or no, with the last proof and what is missing. */
export const ReachList = z
  .object({
    plants: z.array(
      z.object({
        plant: PlantId,
        answer: z
          .enum(['yes', 'no', 'nothing'])
          .describe('nothing: maintenance has said nothing that planning should know'),
        proof: z
          .object({ about: z.string(), at: Moment, sentence: z.string() })
          .nullable()
          .describe('The last that has reached the ERP'),
        missing: z
          .array(
            z.object({
              kind: z.enum(missingKinds),
              about: z.string(),
              expectedBy: Moment,
              sentence: z.string(),
              remedy: z.string().describe('What to do about it'),
            }),
          )
          .describe('The longest overdue first'),
      }),
    ),
  })
  .meta({ id: 'ReachList' })
export type ReachList = z.infer<typeof ReachList>
