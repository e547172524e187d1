import { z } from 'zod'

const milliseconds = z.number().min(0).default(0)
const often = z.number().min(0).max(1).default(0)
const off = z.boolean().default(false)

/** What can be made to go wrong. The first three are how such systems are by themselves; all else happens when it is asked for. */
export const Faults = z.strictObject({
  noRetry: z.boolean().default(true).describe('A webhook that is not taken is not sent again'),
  thinPayload: z.boolean().default(true).describe('A webhook names what changed and does not show it'),
  lateCommit: milliseconds.describe('A webhook goes out so long before what it tells of can be read'),
  staleRead: milliseconds.describe('What is read is so old: a replica answers'),
  dropWebhooks: off.describe('No webhook arrives'),
  dupDelivery: off.describe('Each webhook arrives twice, under two ids'),
  reorder: off.describe('Webhooks of one change arrive in the other order, after those of the next'),
  pageDrift: off.describe('Rows move while somebody reads a list page by page'),
  '429': often.describe('How often it says that it is asked too much'),
  '500AfterCommit': often.describe('How often what was asked is done, and the answer is a failure'),
  sessionExpiry: z.int().min(0).default(0).describe('After so many questions a session is over; 0: never'),
  clockSkew: z.number().default(0).describe('Milliseconds that its clock is ahead'),
  schemaDrift: off.describe('It has been upgraded: fields nobody knows, and moments as numbers'),
})
export type Faults = z.infer<typeof Faults>

export const noFaults = (): Faults => Faults.parse({})

const Wished = Faults.partial()

/** Sets switches; answers what was not understood, and then sets none. */
export function setFaults(faults: Faults, wished: unknown): string | undefined {
  const read = Wished.safeParse(wished)
  if (!read.success) return z.prettifyError(read.error)
  for (const name of Object.keys(wished as object) as (keyof Faults)[])
    Object.assign(faults, { [name]: read.data[name] })
  return undefined
}

/** `dropWebhooks,lateCommit=400` */
export function faultsFrom(text: string): Faults {
  const faults = noFaults()
  const words = text.split(',').filter(Boolean)
  const wished = Object.fromEntries(
    words.map((word) => {
      const [name = '', value = 'true'] = word.split('=')
      return [name, JSON.parse(value) as unknown]
    }),
  )
  const wrong = setFaults(faults, wished)
  if (wrong !== undefined) throw new Error(`--faults: ${wrong}`)
  return faults
}
