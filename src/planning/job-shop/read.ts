import { type JobShop, jobShop, type Step } from './shop.ts'

/** Why a text is no job shop: what is the matter, in which line, and what now. */
export interface Unreadable {
  readonly line: number
  readonly problem: string
}

/** Ten times the largest of the literature, and still planned within seconds. */
const MOST_JOBS = 1000
const MOST_OPERATIONS = 20_000

/** Up to here sums of whole numbers are exact. */
const LONGEST = Number.MAX_SAFE_INTEGER

interface Line {
  readonly line: number
  readonly words: readonly string[]
}

/**
 * Reads the standard text: how many jobs and machines, then a line for each job with machine and duration of each of
 * its operations, as many as there are machines, which are counted from 0. What follows a `#` is a comment.
 */
export function readJobShop(text: string): JobShop | Unreadable {
  const lines = linesOf(text)
  const [head, ...rest] = lines
  if (!head) return { line: 1, problem: 'there is no job shop in it; name a file in the standard text format' }
  const sizes = sizesIn(head)
  if ('problem' in sizes) return sizes
  const { jobs, machines } = sizes
  const steps: (readonly Step[])[] = []
  let longest = 0
  for (const line of rest) {
    if (steps.length === jobs)
      return wrong(line, `it is one job more than the ${jobs} declared; remove it or declare it`)
    const job = jobIn(line, steps.length, machines)
    if ('problem' in job) return job
    for (const { duration } of job) longest += duration
    if (longest > LONGEST)
      return wrong(line, `the durations add up to more than ${LONGEST}; choose a larger unit of time`)
    steps.push(job)
  }
  if (steps.length < jobs)
    return wrong(lines.at(-1)!, `the file ends here, with ${steps.length} of ${jobs} declared jobs; add the others`)
  return jobShop(machines, steps)
}

function linesOf(text: string): readonly Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((content, nth) => {
      const words = content.replace(/#.*/s, '').trim().split(/\s+/)
      return words[0] === '' ? [] : [{ line: nth + 1, words }]
    })
}

function sizesIn(line: Line): { readonly jobs: number; readonly machines: number } | Unreadable {
  const [jobs, machines] = line.words.map(wholeNumber)
  if (line.words.length !== 2 || !jobs || !machines)
    return wrong(line, 'it must say how many jobs and how many machines there are, as two whole numbers from 1')
  if (jobs > MOST_JOBS || jobs * machines > MOST_OPERATIONS)
    return wrong(
      line,
      `${jobs} jobs on ${machines} machines are more than ${MOST_JOBS} jobs or ${MOST_OPERATIONS} operations; plan a part of them`,
    )
  return { jobs, machines }
}

function jobIn(line: Line, job: number, machines: number): readonly Step[] | Unreadable {
  const { words } = line
  if (words.length !== 2 * machines)
    return wrong(
      line,
      `job ${job} has ${words.length} numbers instead of ${2 * machines}; write machine and duration of each of its ${machines} operations`,
    )
  const numbers = words.map(wholeNumber)
  const steps: Step[] = []
  for (let nth = 0; nth < words.length; nth += 2) {
    const [machine, duration] = [numbers[nth], numbers[nth + 1]]
    const at = `operation ${nth / 2} of job ${job}`
    if (machine === undefined || machine >= machines)
      return wrong(
        line,
        `${at} names machine ${shown(words[nth]!)}; machines are whole numbers from 0 to ${machines - 1}`,
      )
    if (duration === undefined)
      return wrong(line, `${at} takes ${shown(words[nth + 1]!)}; a duration is a whole number from 0 to ${LONGEST}`)
    steps.push({ machine, duration })
  }
  return steps
}

const wrong = ({ line }: Line, problem: string): Unreadable => ({ line, problem })

const wholeNumber = (word: string): number | undefined =>
  /^\d{1,16}$/.test(word) && Number(word) <= LONGEST ? Number(word) : undefined

const shown = (word: string): string => (word.length > 20 ? `"${word.slice(0, 20)}…"` : `"${word}"`)
