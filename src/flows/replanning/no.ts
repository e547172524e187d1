import type { Outcome } from '#engine'
import type { ReplanFile } from '#model/replan-case'

/** What was asked cannot be: nothing changes, and whoever asked reads why. */
export const no = (code: string, sentence: string): Outcome<ReplanFile> => ({ verdict: 'flagged', code, sentence })

/** A system may ask for a plan; that it counts is said by a person, at the console or by the API in their name. */
export const notByAPerson = no('NOT_AUTHORISED', 'A person of the plant decides on its plans, not a system.')
