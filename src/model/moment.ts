import { z } from 'zod'
import { epochMilliseconds } from '#kernel/time'

/** Where the clocks of machines begin. */
const FIRST = '1970-01-01'
const LAST_DAY = '9999-12-31'
const LAST = 253_402_300_799_999

/**
 * When something happened or is to happen, with its offset. What is no year of a plant is refused at the door: a clock
 * that was never set says the year 1, and years before 1 or after 9999 come back from a database as something else.
 */
export const Moment = z.iso
  .datetime({ offset: true })
  .refine((text) => text >= FIRST && (text < LAST_DAY || epochMilliseconds(text) <= LAST), {
    message: 'must lie in the years 1970 to 9999',
  })
